import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Procedure, type ProcedureFinding, parseProcedure } from '@xiezhi/engine/matter/procedure'

/** The procedures of a catalogue, read at the door. A wrong one stops the start: nothing could be handled by it. */
export function readProcedures(folder: string): { procedures: ReadonlyMap<string, Procedure>; findings: readonly ProcedureFinding[] } {
  const dir = join(folder, 'procedures')
  const procedures = new Map<string, Procedure>()
  const findings: ProcedureFinding[] = []
  for (const entry of existsSync(dir) ? readdirSync(dir).sort() : []) {
    const file = join(dir, entry, 'procedure.yml')
    if (!existsSync(file)) continue
    const read = parseProcedure(readFileSync(file, 'utf8'), file)
    findings.push(...read.findings)
    if (read.procedure) procedures.set(read.procedure.id, read.procedure)
  }
  return { procedures, findings }
}

/** The states in which something still has to be done about a subject. */
export const openStatesOf = (procedures: ReadonlyMap<string, Procedure>, subject: string): readonly string[] =>
  [...procedures.values()].flatMap((procedure) =>
    procedure.subject === subject ? [...procedure.states.values()].filter((state) => !state.final).map(({ id }) => id) : [],
  )
