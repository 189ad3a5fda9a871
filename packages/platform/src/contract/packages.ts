import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { idParams, listQuery, moment, page } from './shapes.ts'
import { officeStandard, standardDraft } from './standards.ts'

/** Models that travel from office to office as one signed file, and whether an office can run them. */

const format = z.object({ format: z.enum(['xlsx', 'csv']) })

export const signer = z.object({
  /** What two people compare by telephone. */
  fingerprint: z.string(),
  /** Under which name this office accepted the signer, or null. */
  name: z.string().nullable(),
})

/** What an office has of what a model reads. */
export const need = z.object({
  /** `dataset` or `dataset.field`. */
  need: z.string(),
  dataset: z.string(),
  title: z.string(),
  field: z.string().nullable(),
  /** From which agency or system it would come. */
  source: z.string(),
  /** No data standard here describes it. */
  unknown: z.boolean(),
})
export type Need = z.infer<typeof need>

export const packedModel = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  /** What stands here under this id: nothing, an earlier or later version, this very text, another text of the same version, or a model of the product. */
  state: z.enum(['new', 'newer', 'older', 'here', 'changed', 'own']),
  hereVersion: z.string().nullable(),
  /** Mistakes as it is read against the standards and limits that are here, with their places. */
  findings: z.array(z.string()),
  /** The text has the hash that the package says. */
  sound: z.boolean(),
  rules: z.array(z.object({ id: z.string(), title: z.string(), lacks: z.array(need) })),
  /** Datasets of this office that its rules would read, with how many of the fields that they need files here brought. */
  mapped: z.array(z.object({ dataset: z.string(), title: z.string(), fields: z.number().int(), needed: z.number().int() })),
  cases: z.number().int(),
  /** Titles of standards that came along and are not in use here yet: they come before the model. */
  standardsFirst: z.array(z.string()),
  /** Models that are much the same or serve the same supervision point, the most alike first, each with the reason. */
  alike: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Of the product, of the office, or of another package that came in. */
      from: z.enum(['product', 'office', 'package']),
      packageId: z.string().nullable(),
      percent: z.number().int(),
      samePoint: z.boolean(),
      reasons: z.array(z.string()),
    }),
  ),
  /** This office’s own values of its parameters, which stay as they are. */
  parameters: z.array(z.object({ name: z.string(), label: z.string(), own: z.string(), fits: z.boolean() })),
  /** Shared steps that are written otherwise here: the model keeps its own. */
  otherPieces: z.array(z.string()),
  /** Of the last trial here, or null. */
  trial: z.object({ passed: z.number().int(), failed: z.array(z.object({ title: z.string(), problem: z.string() })) }).nullable(),
})
export type PackedModel = z.infer<typeof packedModel>

export const packedStandard = z.object({
  id: z.string(),
  title: z.string(),
  /** Unknown here, the same as the office’s, another than the office’s, or one of the product. */
  state: z.enum(['new', 'same', 'differs', 'own']),
  /** Of the office’s standard of this id; 0: none. */
  version: z.number().int(),
  fields: z.number().int(),
  source: z.string(),
  differences: z.array(z.string()),
  draft: standardDraft,
})
export type PackedStandardReport = z.infer<typeof packedStandard>

export const packageSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    sha256: z.string(),
    office: z.string(),
    madeAt: moment,
    serial: z.string(),
    signer,
    models: z.array(z.object({ id: z.string(), version: z.string(), title: z.string() })),
    receivedBy: z.string(),
    receivedAt: moment,
    /** Models of it that were installed. */
    installed: z.array(z.string()),
  })
  .meta({ id: 'ModelPackage' })
export type PackageSummary = z.infer<typeof packageSummary>

export const listPackages = endpoint({
  method: 'GET',
  path: '/packages',
  summary: 'Packages of models that came in, the latest first.',
  permission: 'model.read',
  query: listQuery,
  response: page(packageSummary),
})
export const exportPackages = exportOf(listPackages)
export const getPackage = endpoint({
  method: 'GET',
  path: '/packages/:id',
  summary: 'One package with what stands in the way of each of its models here.',
  permission: 'model.read',
  params: idParams,
  response: packageSummary
    .extend({ licence: z.string(), note: z.string(), standards: z.array(packedStandard), contents: z.array(packedModel) })
    .meta({ id: 'ModelPackageReport' }),
})
export type PackageReport = z.infer<typeof getPackage.response>
export const receivePackage = endpoint({
  method: 'POST',
  path: '/packages',
  summary: 'Hand in a package: refused when it is damaged or a signature is not good; nothing of it is installed.',
  permission: 'model.write',
  consumes: 'multipart',
  response: packageSummary,
  status: 201,
})
export const tryPackage = endpoint({
  method: 'POST',
  path: '/packages/:id/trial',
  summary: 'Run the cases of a model of the package as it would run here.',
  permission: 'model.write',
  params: idParams,
  body: z.object({ model: z.string().max(100) }),
  response: packedModel,
})
export const installPackage = endpoint({
  method: 'POST',
  path: '/packages/:id/install',
  summary: 'Install a model of the package as one of the office; its cases must pass here and its signer be accepted.',
  permission: 'model.govern',
  params: idParams,
  body: z.object({
    model: z.string().max(100),
    /** Install though a model here is much alike. */
    alike: z.boolean().default(false),
  }),
  response: packedModel,
})
export const installPackedStandard = endpoint({
  method: 'POST',
  path: '/packages/:id/standards',
  summary:
    'Put a data standard of the package in use: a new one (`version` 0), or in place of the office’s own (`version` is the one seen). What would part old rows from new is refused.',
  permission: 'data.import',
  params: idParams,
  body: z.object({ standard: z.string().max(100), version: z.number().int().min(0), reason: z.string().trim().min(2).max(400) }),
  response: officeStandard,
  status: 201,
})
export const deletePackage = endpoint({
  method: 'DELETE',
  path: '/packages/:id',
  summary: 'Put a package away; what was installed from it stays.',
  permission: 'model.write',
  params: idParams,
  response: z.null(),
  status: 204,
})

export const downloadPackage = endpoint({
  method: 'GET',
  path: '/packages/file',
  summary: 'One signed file with the models named (`models`, ids with commas), their cases, README, shared steps, and what data they read.',
  permission: 'model.govern',
  query: z.object({
    models: z
      .string()
      .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/)
      .max(8000),
    licence: z.string().trim().min(1).max(20_000).default('CC-BY-4.0'),
    note: z.string().trim().max(2000).default(''),
  }),
  response: z.any(),
  produces: 'file',
})

export const signerRow = z.object({
  fingerprint: z.string(),
  name: z.string(),
  note: z.string(),
  acceptedBy: z.string(),
  acceptedAt: moment,
  endedAt: moment.nullable(),
  endedBy: z.string().nullable(),
})
export type SignerRow = z.infer<typeof signerRow>
export const listSigners = endpoint({
  method: 'GET',
  path: '/signers',
  summary: 'Whose packages this office accepts, and its own fingerprint for others to compare.',
  permission: 'model.read',
  response: z.object({ own: z.string(), items: z.array(signerRow) }),
})
export const acceptSigner = endpoint({
  method: 'POST',
  path: '/signers',
  summary: 'Accept the signer of a package that came in, after comparing the fingerprint with the office itself.',
  permission: 'model.govern',
  body: z.object({ package: z.string().max(200), name: z.string().trim().min(1).max(200), note: z.string().trim().min(1).max(500) }),
  response: signerRow,
  status: 201,
})
export const endSigner = endpoint({
  method: 'POST',
  path: '/signers/end',
  summary: 'Accept this signer no more; what was installed stays.',
  permission: 'model.govern',
  body: z.object({ fingerprint: z.string().max(60) }),
  response: signerRow,
})

export const shelfEntry = z.object({
  file: z.string(),
  bytes: z.number().int().nullable(),
  /** Why it cannot be taken, or null. */
  problem: z.string().nullable(),
  office: z.string(),
  madeAt: z.string(),
  signer: signer.nullable(),
  models: z.array(z.object({ id: z.string(), version: z.string(), title: z.string(), here: z.string().nullable() })),
})
export type ShelfEntry = z.infer<typeof shelfEntry>
export const listShelf = endpoint({
  method: 'GET',
  path: '/shelf',
  summary: 'Packages on the shelf that this installation is set to: a folder or a web server (`XIEZHI_SHELF`).',
  permission: 'model.read',
  query: listQuery,
  response: page(shelfEntry).extend({ place: z.string().nullable(), problem: z.string().nullable() }),
})
export const exportShelf = exportOf(listShelf)
export const takeFromShelf = endpoint({
  method: 'POST',
  path: '/shelf/take',
  summary: 'Take a package from the shelf, as if it had been handed in.',
  permission: 'model.write',
  body: z.object({
    file: z
      .string()
      .regex(/^[^/\\]+\.json$/)
      .max(200),
  }),
  response: packageSummary,
  status: 201,
})

export const readiness = z
  .object({
    model: z.string(),
    title: z.string(),
    version: z.string(),
    /** On the ledger here, or only in a package that came in. */
    from: z.enum(['here', 'package']),
    packageId: z.string().nullable(),
    rules: z.number().int(),
    runnable: z.number().int(),
    lacks: z.array(need.extend({ rules: z.array(z.string()) })),
  })
  .meta({ id: 'Readiness' })
export type Readiness = z.infer<typeof readiness>
const readinessQuery = listQuery.extend({ state: z.enum(['all', 'part', 'none']).optional(), source: z.string().max(500).optional() })
export const listReadiness = endpoint({
  method: 'GET',
  path: '/readiness',
  summary: 'Can this office run it? For every model here and in packages: which rules can run, which datasets and fields the others lack.',
  permission: 'model.read',
  query: readinessQuery,
  response: page(readiness).extend({
    counts: z.object({ all: z.number().int(), part: z.number().int(), none: z.number().int() }),
    sources: z.array(z.string()),
  }),
})
export const exportReadiness = endpoint({
  method: 'GET',
  path: '/readiness.:format',
  summary: 'A draft list to ask for: per agency the datasets and fields that models lack, with what each is needed for.',
  permission: 'model.read',
  params: format,
  query: readinessQuery,
  response: z.any(),
  produces: 'file',
})
