import * as alerts from '../contract/alerts.ts'
import * as audit from '../contract/audit.ts'
import * as candidates from '../contract/candidates.ts'
import * as clues from '../contract/clues.ts'
import * as coverage from '../contract/coverage.ts'
import * as data from '../contract/data.ts'
import * as databases from '../contract/databases.ts'
import * as dictionaries from '../contract/dictionaries.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import * as impact from '../contract/impact.ts'
import * as imports from '../contract/imports.ts'
import * as indicators from '../contract/indicators.ts'
import * as keys from '../contract/keys.ts'
import * as law from '../contract/law.ts'
import * as lawCheck from '../contract/law-check.ts'
import * as ledger from '../contract/ledger.ts'
import * as limits from '../contract/limits.ts'
import * as lineage from '../contract/lineage.ts'
import * as models from '../contract/models.ts'
import * as originals from '../contract/originals.ts'
import * as overview from '../contract/overview.ts'
import * as packages from '../contract/packages.ts'
import * as parameters from '../contract/parameters.ts'
import * as pursuit from '../contract/pursuit.ts'
import * as push from '../contract/push.ts'
import * as quality from '../contract/quality.ts'
import * as reveal from '../contract/reveal.ts'
import * as runSettings from '../contract/run-settings.ts'
import * as schedules from '../contract/schedules.ts'
import * as session from '../contract/session.ts'
import * as shadows from '../contract/shadows.ts'
import * as sources from '../contract/sources.ts'
import * as standards from '../contract/standards.ts'
import * as trials from '../contract/trials.ts'
import * as uploads from '../contract/uploads.ts'
import * as users from '../contract/users.ts'
import * as workshop from '../contract/workshop.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'permission' in value && 'path' in value

/** Every endpoint that the contract declares, by the name it is exported under, which is its operation id. */
export const contractEndpoints: ReadonlyMap<string, Endpoint> = new Map(
  [
    session,
    users,
    audit,
    data,
    imports,
    uploads,
    sources,
    coverage,
    originals,
    lineage,
    push,
    databases,
    quality,
    dictionaries,
    models,
    runSettings,
    schedules,
    indicators,
    ledger,
    parameters,
    trials,
    shadows,
    candidates,
    clues,
    alerts,
    reveal,
    keys,
    pursuit,
    law,
    lawCheck,
    limits,
    impact,
    overview,
    workshop,
    standards,
    packages,
  ].flatMap((noun) => Object.entries(noun).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]))),
)

const names = new Map([...contractEndpoints].map(([name, endpoint]) => [endpoint, name]))

export function operationOf(endpoint: Endpoint): string {
  const name = names.get(endpoint)
  if (!name) throw new Error(`${endpoint.method} ${endpoint.path} is not in the contract`)
  return name
}
