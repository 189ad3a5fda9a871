import { dataFolder, holdsData, type Outcome } from './folder.ts'

export interface Verification {
  readonly intact: boolean
  readonly entries: number
  readonly firstBroken: number | null
  readonly head: string | null
  readonly acts: number
  /** Matters whose acts do not follow from each other. */
  readonly brokenMatters: readonly string[]
}

/** Recomputes the chains of a data folder: the log's, and that of the acts of each matter. */
export async function verifyFolder(): Promise<Outcome & { readonly report?: Verification }> {
  const folder = dataFolder()
  if ('refusal' in folder) return { refusal: folder.refusal, exitCode: 1 }
  const { dir, url } = folder
  if (!holdsData(dir)) return { refusal: { code: 'backup.no-data', values: { dir } }, exitCode: 3 }
  const { openStore } = await import('../store/database.ts')
  const opened = await openStore(dir, url)
  if ('refusal' in opened) return { refusal: opened.refusal, exitCode: 3 }
  try {
    const { verifyChain } = await import('../audit/verify.ts')
    const { verifyActs } = await import('../matters/verify.ts')
    const chain = await verifyChain(opened.store.db)
    const acts = await verifyActs(opened.store.db)
    const report = { ...chain, intact: chain.intact && acts.broken.length === 0, acts: acts.acts, brokenMatters: acts.broken }
    const values = { entries: chain.entries, seq: chain.firstBroken, acts: acts.acts, head: chain.head, matters: acts.broken.join('、') }
    if (!chain.intact) return { refusal: { code: 'audit.broken', values }, exitCode: 2, report }
    if (acts.broken.length > 0) return { refusal: { code: 'audit.acts-broken', values }, exitCode: 2, report }
    return { done: { code: 'audit.intact', values }, report }
  } finally {
    await opened.store.close()
  }
}
