const HEAD = ['peer / ours', 'rounds', 'ours', 'peer', 'what ours is', 'what the peer is'];

/** The lines of a table of measured rows: a heading for each row, then its peers. */
export function textTable(results) {
  const lines = results.flatMap((result) => [
    { heading: result.what },
    ...cellsOf(result).map((cells) => ({ cells })),
  ]);
  const widths = HEAD.map((head, i) =>
    Math.max(head.length, ...lines.map(({ cells }) => cells?.[i].length ?? 0)),
  );
  const aligned = (cells) =>
    `  ${cells.map((cell, i) => (i < 4 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')}`;
  return [aligned(HEAD), ...lines.map(({ heading, cells }) => heading ?? aligned(cells))]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The same in Markdown: a table for each comparison, the machine on top. */
export function markdown(machine, comparisons) {
  const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = ({ title, results }) => [
    `### ${title}`,
    '',
    row(['', ...HEAD]),
    '|---|--:|--:|--:|--:|---|---|',
    ...results.flatMap((result) => cellsOf(result).map((cells) => row([result.what, ...cells]))),
    '',
  ];
  return [
    row(machine.map(([what]) => what)),
    row(machine.map(() => '---')),
    row(machine.map(([, value]) => value)),
    '',
    'Medians of rounds that take turns; a ratio says how many times as long the peer takes, with its lowest and highest round.',
    '',
    ...comparisons.flatMap(table),
  ].join('\n');
}

function cellsOf({ ours, peers }) {
  if (ours.skipped) return [['', '', '', '', `${ours.name}: ${ours.skipped}`, '']];
  return peers.map((peer) =>
    peer.skipped
      ? ['', '', time(ours.seconds), '', ours.version, `${peer.name}: ${peer.skipped}`]
      : [
          peer.ratio.toPrecision(3),
          `${peer.lowest.toPrecision(3)} … ${peer.highest.toPrecision(3)}`,
          time(ours.seconds),
          time(peer.seconds),
          ours.version,
          peer.version,
        ],
  );
}

const UNITS = [
  ['years', 365.25 * 86400],
  ['days', 86400],
  ['hours', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
];

function time(seconds) {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS.at(-1);
  const value = seconds / size;
  return `${value >= 1000 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}
