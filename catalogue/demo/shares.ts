import type { Ground, Share } from './ground.ts'
import { benefitsShare } from './papers-benefits.ts'
import { civilShare } from './papers-civil.ts'
import { complaintsShare } from './papers-complaints.ts'
import { custodyShare } from './papers-custody.ts'
import { disputesShare } from './papers-disputes.ts'
import { enforcementShare } from './papers-enforcement.ts'
import { healthShare } from './papers-health.ts'
import { highwayShare } from './papers-highway.ts'
import { justiceShare } from './papers-justice.ts'
import { landShare } from './papers-land.ts'
import { loansShare } from './papers-loans.ts'
import { marriageShare } from './papers-marriage.ts'
import { parkingShare } from './papers-parking.ts'
import { permitsShare } from './papers-permits.ts'
import { policeShare } from './papers-police.ts'
import { roadShare } from './papers-road.ts'
import { subsidyShare } from './papers-subsidy.ts'
import { taxShare } from './papers-tax.ts'
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
  custodyShare(ground),
  taxShare(ground),
  healthShare(ground),
  permitsShare(ground),
  highwayShare(ground),
  parkingShare(ground),
  loansShare(ground),
  complaintsShare(ground),
  disputesShare(ground),
  civilShare(ground),
  marriageShare(ground),
  subsidyShare(ground),
]
