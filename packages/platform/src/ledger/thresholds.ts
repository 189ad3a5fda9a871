import type { Thresholds } from '@xiezhi/engine/ledger/review'
import type { Actor } from '../access/actor.ts'
import { thresholds } from '../contract/ledger.ts'
import type { Queries, Tx } from '../store/database.ts'
import { keepSetting, settingOf } from '../store/setting.ts'

const key = 'ledger-thresholds'

/** No source gives figures for these: they are ours, and an office sets its own. */
export const usualThresholds: Thresholds = { leastJudged: 10, weakBelow: 30, declineBy: 30, weakQuarters: 2 }

export const thresholdsOf = async (db: Queries, actor: Actor): Promise<Thresholds> =>
  (await settingOf(db, actor, key, thresholds)) ?? usualThresholds

export const keepThresholds = (tx: Tx, actor: Actor, value: Thresholds): Promise<void> => keepSetting(tx, actor, key, value)
