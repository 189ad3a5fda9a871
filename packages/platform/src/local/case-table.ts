/** The small comma-separated table of a case: a header, rows, values in double quotes where they hold a comma. */
export function readTable(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(cellsOf)
  return header ? rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))) : []
}

const cellsOf = (line: string): readonly string[] =>
  [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll('""', '"'),
  )
