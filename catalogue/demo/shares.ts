import type { Ground, Share } from './ground.ts'
import { enforcementShare } from './papers-enforcement.ts'
import { townShare } from './papers-town.ts'

/** The parts of the district that stand beside its penalties, each with its own files and its own planted rows. */
export const sharesOf = (ground: Ground): readonly Share[] => [townShare(ground), enforcementShare(ground)]
