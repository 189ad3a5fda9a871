import type { Json, Owned } from './row.ts'

export interface ModelPackageTable extends Owned {
  id: string
  name: string
  sha256: string
  /** The file as it came, signatures and all. */
  text: string
  summary: Json<{
    readonly office: string
    readonly madeAt: string
    readonly serial: string
    readonly models: readonly { readonly id: string; readonly version: string; readonly title: string }[]
  }>
  ed25519: string
  sm2: string
  /** Results of cases by model, with the state of the catalogue that they were run against. */
  trials: Json<Readonly<Record<string, PackageTrial>>>
  installed: Json<readonly string[]>
  received_by: string
  received_at: string
}
export interface PackageTrial {
  readonly passed: number
  readonly failed: readonly { readonly title: string; readonly problem: string }[]
}

export interface SignerTable extends Owned {
  id: string
  fingerprint: string
  ed25519: string
  sm2: string
  name: string
  note: string
  accepted_by: string
  accepted_at: string
  ended_by: string | null
  ended_at: string | null
}
