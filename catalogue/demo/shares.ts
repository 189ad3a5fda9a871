import type { Ground, Share } from './ground.ts'
import { benefitsShare } from './papers-benefits.ts'
import { enforcementShare } from './papers-enforcement.ts'
import { justiceShare } from './papers-justice.ts'
import { landShare } from './papers-land.ts'
import { policeShare } from './papers-police.ts'
import { roadShare } from './papers-road.ts'
import { townShare } from './papers-town.ts'

/** The parts of the district that stand beside its penalties, each with its own files and its own planted rows. */
export const sharesOf = (ground: Ground): readonly Share[] => [
  townShare(ground),
  enforcementShare(ground),
  justiceShare(ground),
  benefitsShare(ground),
  roadShare(ground),
  policeShare(ground),
  landShare(ground),
]
