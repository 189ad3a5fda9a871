import { join } from 'node:path'
import { lawArticleRows } from '@xiezhi/engine/law/article-rows'
import type { StatuteLibrary } from '@xiezhi/engine/law/library'
import type { Message } from '@xiezhi/engine/message'
import type { Catalogue } from '../catalogue.ts'
import type { SnapshotFile } from '../warehouse/snapshot.ts'
import type { Session } from '../warehouse/warehouse.ts'
import { lawArticleFields, writeLawArticles } from './article-table.ts'
import { loadLawFolder } from './load-folder.ts'

/** What a folder of statute texts brought to a scan. */
export interface LawTexts {
  readonly folder: string
  readonly library: StatuteLibrary
  readonly refused: readonly { readonly file: string; readonly reason: Message }[]
  readonly withoutArticles: readonly string[]
  readonly counts: {
    readonly instruments: number
    readonly versions: number
    readonly articles: number
    /** Those that citations are checked by. */
    readonly usedVersions: number
    readonly usedArticles: number
  }
  /** Why the other versions are not. */
  readonly aside: readonly { readonly reason: Message; readonly count: number }[]
}

/** The texts of a folder, written into `workDir` as the dataset `law_article`. */
export async function loadLawTexts(
  session: Session,
  catalogue: Catalogue,
  folder: string,
  workDir: string,
  signal?: AbortSignal,
): Promise<
  | {
      readonly law: LawTexts
      readonly file: SnapshotFile
      readonly brought: { readonly dataset: string; readonly fields: readonly string[] }
    }
  | { readonly refusal: Message }
> {
  const loaded = await loadLawFolder(folder, catalogue.instruments, signal)
  if ('refusal' in loaded) return loaded
  const { library, refused, withoutArticles } = loaded
  const { rows, versions, aside } = lawArticleRows(library, catalogue.instruments)
  const file = await writeLawArticles(session, catalogue.schemas.get('law_article')!, rows, join(workDir, 'law_article.parquet'))
  const reasons = new Map<string, { reason: Message; count: number }>()
  for (const { reason } of aside) reasons.set(reason.code, { reason, count: (reasons.get(reason.code)?.count ?? 0) + 1 })
  const counts = {
    instruments: new Set(library.versions.map(({ name }) => name)).size,
    versions: library.versions.length,
    articles: library.versions.reduce((sum, version) => sum + version.files.reduce((n, { statute }) => n + statute.articles.length, 0), 0),
    usedVersions: versions,
    usedArticles: rows.length,
  }
  return {
    law: { folder, library, refused, withoutArticles, counts, aside: [...reasons.values()] },
    file,
    brought: { dataset: file.dataset, fields: lawArticleFields },
  }
}
