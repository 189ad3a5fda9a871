import { calendarRows } from '@xiezhi/engine/limit/calendar'
import type { Catalogue } from '../catalogue.ts'
import { mountBuiltin, mountCalendar, mountSnapshot, type SnapshotFile } from '../warehouse/snapshot.ts'
import type { Session } from '../warehouse/warehouse.ts'

/** Makes a snapshot, the calendar and what the catalogue brings readable in a session: all that a model may join. */
export async function mountAll(
  session: Session,
  catalogue: Catalogue,
  files: readonly SnapshotFile[],
  signal?: AbortSignal,
): Promise<void> {
  await mountSnapshot(session, catalogue.standards.values(), files, signal)
  await mountCatalogue(session, catalogue)
}

/** What is the same for every snapshot. */
export async function mountCatalogue(session: Session, catalogue: Catalogue): Promise<void> {
  await mountCalendar(session, calendarRows(catalogue.calendar))
  for (const { schema, rows } of catalogue.builtins) await mountBuiltin(session, schema, rows)
}
