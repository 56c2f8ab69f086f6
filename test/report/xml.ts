/** An element of a parsed XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Char of XML 1.0, section 2.2. */
const isChar = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (text.includes('<') || text.includes(']]>')) throw new Error(`markup in text: ${text}`);
  return text.replace(/&([^;]*;?)/g, (_, name: string) => {
    const value = name.endsWith(';') ? ENTITIES[name.slice(0, -1)] : undefined;
    if (value === undefined) throw new Error(`a bad reference: &${name}`);
    return value;
  });
}

/** Reads the part of XML that needs no more than elements, attributes in double quotes and text; throws at anything else. */
export function parseXml(document: string): Element {
  for (const character of document) {
    if (!isChar(character.codePointAt(0)!))
      throw new Error(`U+${character.codePointAt(0)!.toString(16)} is no XML`);
  }
  const header = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(document);
  let at = header?.[0].length ?? 0;
  const take = (pattern: RegExp): RegExpExecArray => {
    const found = new RegExp(pattern, 'y');
    found.lastIndex = at;
    const match = found.exec(document);
    if (!match) throw new Error(`expected ${pattern} at ${document.slice(at, at + 40)}`);
    at += match[0].length;
    return match;
  };
  const element = (): Element => {
    const name = take(/<([a-z]+)/)[1]!;
    const attributes: Record<string, string> = {};
    while (/\s/.test(document[at]!)) {
      const [, key, value] = take(/\s+([a-zA-Z-]+)="([^"]*)"/);
      if (key! in attributes) throw new Error(`${key} twice`);
      attributes[key!] = unescaped(value!);
    }
    const children: Element[] = [];
    let text = '';
    if (take(/\/?>/)[0] === '>') {
      for (;;) {
        text += unescaped(take(/[^<]*/)[0]);
        if (document.startsWith('</', at)) break;
        children.push(element());
      }
      take(new RegExp(`</${name}>`));
    }
    return { name, attributes, children, text };
  };
  const root = element();
  take(/\s*$/);
  return root;
}
