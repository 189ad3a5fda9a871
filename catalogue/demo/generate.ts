import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDistrict } from './district.ts'
import { bytesOf, type Paper } from './files.ts'
import { courtPapers } from './papers-court.ts'
import { plantedAdvice } from './papers-documents.ts'
import { moneyPapers, plantedReceipts } from './papers-money.ts'
import { penaltyPapers } from './papers-penalties.ts'
import { peoplePapers } from './papers-people.ts'
import { processPapers } from './papers-process.ts'
import { publicityPapers } from './papers-publicity.ts'
import type { PlantedClue } from './planted.ts'
import { sharesOf } from './shares.ts'

export { AS_OF } from './days.ts'
export { DIVISION } from './identity.ts'
export type { PlantedClue } from './planted.ts'

export interface DemoFile {
  readonly name: string
  readonly path: string
  /** Who hands it over. */
  readonly provider: string
  readonly datasets: readonly string[]
  /** Rows of bodies, without titles, headers, totals and notes. */
  readonly rows: number
}

const district = buildDistrict()
const shares = sharesOf({ district, person: district.person, entity: district.entity })

/** What the models must and must not find in the district, as of its day. */
export const planted: readonly PlantedClue[] = [
  ...district.planted,
  ...plantedReceipts,
  ...plantedAdvice,
  ...shares.flatMap((it) => it.planted),
]

const papers = (): Paper[] =>
  [
    ...peoplePapers(district),
    ...penaltyPapers(district),
    ...processPapers(district),
    ...moneyPapers(district),
    ...courtPapers(district),
    ...publicityPapers(district),
    ...shares.flatMap((it) => it.papers),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))

/** Writes the files that the invented county's offices would hand over; the same bytes each time. */
export async function generateDemo(outDir: string): Promise<DemoFile[]> {
  mkdirSync(outDir, { recursive: true })
  const files: DemoFile[] = []
  for (const paper of papers()) {
    const path = join(outDir, paper.name)
    writeFileSync(path, await bytesOf(paper))
    const rows = paper.sheets.reduce((sum, sheet) => sum + sheet.rows.filter((row) => row[0] !== sheet.header[0]).length, 0)
    files.push({ name: paper.name, path, provider: paper.provider, datasets: paper.datasets, rows })
  }
  return files
}
