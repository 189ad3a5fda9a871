import type { Standard } from '@xiezhi/engine/data/standard'
import { calendarRows } from '@xiezhi/engine/limit/calendar'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { mountBuiltin, mountCalendar, mountSnapshot, register, type SnapshotFile } from '../warehouse/snapshot.ts'
import type { Session } from '../warehouse/warehouse.ts'

/** Makes a snapshot, the calendar and what the catalogue brings readable in a session: all that a model may join, or only the datasets that some models read. */
export async function mountAll(
  session: Session,
  catalogue: Catalogue,
  files: readonly SnapshotFile[],
  { reads, signal }: { readonly reads?: ReadonlySet<string>; readonly signal?: AbortSignal } = {},
): Promise<void> {
  await mountSnapshot(session, reads ? standardsOf(catalogue, reads) : catalogue.standards.values(), files, { keep: true, signal })
  await mountCatalogue(session, catalogue, reads)
}

/** Which datasets a model may read. */
export const readBy = ({ checked }: CatalogueModel): ReadonlySet<string> => new Set(checked.inputs.map(({ dataset }) => dataset))

/** Those whose tables are read, and the register, by which agencies that are only named are known. */
export const standardsOf = (catalogue: Catalogue, reads: ReadonlySet<string>): readonly Standard[] =>
  [...catalogue.standards.values()].filter(
    ({ id, children }) => id === register || reads.has(id) || children.some((child) => reads.has(child.id)),
  )

/** What is the same for every snapshot. */
export async function mountCatalogue(session: Session, catalogue: Catalogue, reads?: ReadonlySet<string>): Promise<void> {
  await mountCalendar(session, calendarRows(catalogue.calendar))
  for (const { schema, rows } of catalogue.builtins) if (!reads || reads.has(schema.id)) await mountBuiltin(session, schema, rows)
}
