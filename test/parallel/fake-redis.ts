import { createServer, type Socket } from 'node:net';

/** What a server answers to a command, as bytes of its protocol; undefined: nothing, for ever. */
export type Answer = (name: string, words: readonly string[]) => string | undefined;

export interface FakeRedis {
  readonly url: URL;
  close(): void;
}

const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

/** Answers what clients and the queue ask before they work. */
export const usual: Answer = (name) => {
  if (name === 'info') return bulk('redis_version:7.2.0\r\nmaxmemory_policy:noeviction\r\nloading:0\r\n');
  if (name === 'ping') return '+PONG\r\n';
  // Waits for work that never comes.
  if (name === 'bzpopmin') return undefined;
  return '+OK\r\n';
};

/** A server in this process that speaks as much of the protocol as a test wants it to. */
export function fakeRedis(answer: Answer, password = ''): Promise<FakeRedis> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let rest = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      const { commands, left } = commandsIn(rest + part);
      rest = left;
      for (const words of commands) {
        const reply = answer(words[0]!.toLowerCase(), words);
        if (reply !== undefined) socket.write(reply);
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const url = new URL(`redis://${password && `:${password}@`}127.0.0.1:${port}`);
      const close = (): void => {
        for (const socket of sockets) socket.destroy();
        server.close();
      };
      resolve({ url, close });
    });
  });
}

/** The whole commands in what a client has sent, each an array of ASCII texts, and what is left of the next one. */
function commandsIn(text: string): { commands: string[][]; left: string } {
  const commands: string[][] = [];
  let left = text;
  for (;;) {
    const [head, count] = /^\*(\d+)\r\n/.exec(left) ?? [];
    if (head === undefined) return { commands, left };
    const words: string[] = [];
    let at = head.length;
    while (words.length < Number(count)) {
      const [line, size] = /^\$(\d+)\r\n/.exec(left.slice(at)) ?? [];
      if (line === undefined || left.length < at + line.length + Number(size) + 2) return { commands, left };
      at += line.length;
      words.push(left.slice(at, at + Number(size)));
      at += Number(size) + 2;
    }
    commands.push(words);
    left = left.slice(at);
  }
}
