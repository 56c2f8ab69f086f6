/** Layout: nothing of it is mathematics. */
export const LAYOUT: ReadonlySet<string> = new Set(
  String.raw`\left \right \middle \big \Big \bigg \Bigg \bigl \Bigl \biggl \Biggl \bigr \Bigr \biggr \Biggr \bigm \Bigm \biggm \Biggm
   \displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits \notag \nonumber \ensuremath \allowbreak \strut
   \mathstrut \hfill \hfil \mathopen \mathclose \mathbin \mathrel \mathord \relax \noindent \centering \smash \protect \, \; \: \! \> \ \/
   \thinspace \medspace \thickspace \negthinspace \allowdisplaybreaks \qedhere \small \footnotesize \mathsurround \nobreak \break`
    .split(/\s+/)
    .concat('\\ ', '\\\n'),
);

/** Layout with an argument, which says nothing that is printed. */
export const LAYOUT_ARGUMENT: ReadonlySet<string> = new Set(
  String.raw`\label \tag \hspace \hspace* \vspace \vspace* \phantom \hphantom \vphantom`.split(' '),
);

/** Styles that change no meaning here: K_{\mathrm w} is K_w. */
export const UPRIGHT: ReadonlySet<string> = new Set(
  String.raw`\mathrm \mathit \textrm \textit \mathnormal \textnormal \textup \operatorname \operatorname* \mathop \text \mbox \mathsf \textsf \hbox`.split(
    ' ',
  ),
);
export const TEXTUAL: ReadonlySet<string> = new Set(
  String.raw`\text \mbox \textrm \textit \textnormal \textup \textsf \hbox`.split(' '),
);

/** Styles and accents that make another symbol of a letter. */
export const STYLES: ReadonlySet<string> = new Set(
  String.raw`\mathbb \mathcal \mathbf \mathfrak \mathscr \boldsymbol \bm \hat \tilde \bar \widehat \widetilde \overline \underline \vec \mathds \mathbbm \dot \ddot \check`.split(
    ' ',
  ),
);

/** {\cal N} and {\rm Var}: the old form of the same. */
export const SWITCHES: Readonly<Record<string, string>> = {
  '\\cal': '\\mathcal',
  '\\rm': '\\mathrm',
  '\\bf': '\\mathbf',
  '\\it': '\\mathit',
  '\\sf': '\\mathsf',
};

/** Environments around rows of one formula, which print nothing themselves. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  'aligned',
  'alignedat',
  'split',
  'gathered',
  'multlined',
]);

/** What a sign between two sides says, as data. */
export type RelationKind =
  | 'equals'
  | 'defines'
  | 'at-most'
  | 'at-least'
  | 'below'
  | 'above'
  | 'tends-to'
  | 'similar'
  | 'simeq'
  | 'approx'
  | 'asymp'
  | 'proportional'
  | 'order-at-most'
  | 'order-at-least'
  | 'order-below'
  | 'order-above';

const RELATION_SIGNS: Readonly<Record<RelationKind, string>> = {
  equals: '=',
  defines: String.raw`\equiv \coloneqq \triangleq \eqqcolon \doteq :=`,
  'at-most': String.raw`\leq \le \leqslant`,
  'at-least': String.raw`\geq \ge \geqslant`,
  below: '< \\lt',
  above: '> \\gt',
  'tends-to': String.raw`\to \rightarrow \longrightarrow`,
  similar: '\\sim',
  simeq: '\\simeq',
  approx: '\\approx \\cong \\approxeq',
  asymp: '\\asymp',
  proportional: '\\propto',
  'order-at-most': '\\lesssim \\preceq',
  'order-at-least': '\\gtrsim \\succeq',
  'order-below': '\\ll',
  'order-above': '\\gg',
};

export const RELATIONS: ReadonlyMap<string, RelationKind> = new Map(
  (Object.keys(RELATION_SIGNS) as RelationKind[]).flatMap((kind) =>
    RELATION_SIGNS[kind].split(' ').map((sign) => [sign, kind] as const),
  ),
);

/** Relations between things that are no numbers, or between statements: a formula with one is not read. */
export const OTHER_RELATIONS: ReadonlySet<string> = new Set(
  String.raw`\in \notin \neq \ne \Rightarrow \Longrightarrow \Leftrightarrow \Longleftrightarrow \iff \implies \mapsto \subset \subseteq \supset
   \supseteq \perp \parallel \mid \models \leftarrow \longleftarrow \leftrightarrow \uparrow \downarrow \hookrightarrow \rightsquigarrow \stackrel \overset \not`.split(
    /\s+/,
  ),
);

export const OPENING: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '\\{': '\\}',
  '\\lbrace': '\\rbrace',
  '\\lbrack': '\\rbrack',
  '\\lfloor': '\\rfloor',
  '\\lvert': '\\rvert',
  '\\lVert': '\\rVert',
  '\\langle': '\\rangle',
};
export const CLOSING: ReadonlySet<string> = new Set(Object.values(OPENING));
/** Bars that open and close alike. */
export const BARS: ReadonlySet<string> = new Set(['|', '\\vert', '\\|', '\\Vert']);
/** The bars of a norm or a size, each with the one that closes it. */
export const NORMS: Readonly<Record<string, string>> = {
  '|': '|',
  '\\vert': '\\vert',
  '\\|': '\\|',
  '\\Vert': '\\Vert',
  '\\lvert': '\\rvert',
  '\\lVert': '\\rVert',
};
export const TIMES: ReadonlySet<string> = new Set(['\\cdot', '\\times', '*', '\\ast']);
