import type { District } from './district.ts'
import type { Paper } from './files.ts'
import type { MakeEntity, MakePerson } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** What a part of the district is told from: the penalties, and hands to make more people and firms. */
export interface Ground {
  readonly district: District
  readonly person: MakePerson
  readonly entity: MakeEntity
}

/** The files of one part, and what is planted in them. */
export interface Share {
  readonly papers: readonly Paper[]
  readonly planted: readonly PlantedClue[]
}

/** Says what a model must and must not find by the columns of its key. */
export const expecting =
  (model: string) =>
  (rule: string, expected: 'clue' | 'none', key: Readonly<Record<string, string>>, why: string): PlantedClue => ({
    model,
    rule,
    expected,
    key,
    why,
  })
