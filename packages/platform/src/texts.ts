import { dataMessages } from '@xiezhi/engine/data/messages'
import { ownDatasetMessages } from '@xiezhi/engine/data/own-dataset-messages'
import { lawMessages } from '@xiezhi/engine/law/messages'
import { calendarMessages } from '@xiezhi/engine/limit/calendar-messages'
import { limitMessages } from '@xiezhi/engine/limit/messages'
import { matterMessages } from '@xiezhi/engine/matter/messages'
import { type Locale, type Message, type Messages, say } from '@xiezhi/engine/message'
import { modelMessages } from '@xiezhi/engine/model/messages'
import { accessMessages } from './access/messages.ts'
import { auditColumns, auditMessages } from './audit/messages.ts'
import { clueMessages } from './clues/messages.ts'
import { configMessages } from './config-messages.ts'
import { documentMessages } from './connectors/document-messages.ts'
import { importMessages } from './data/messages.ts'
import { databaseMessages } from './databases/messages.ts'
import { dictionaryMessages } from './dictionaries/messages.ts'
import { exportMessages } from './export/messages.ts'
import { httpMessages } from './http/messages.ts'
import { impactMessages } from './impact/messages.ts'
import { indicatorMessages } from './indicators/messages.ts'
import { jobMessages } from './jobs/messages.ts'
import { lawCheckMessages } from './law/check/messages.ts'
import { lawServiceMessages } from './law/messages.ts'
import { ledgerMessages } from './ledger/messages.ts'
import { limitServiceMessages } from './limits/messages.ts'
import { caseMessages } from './local/case-messages.ts'
import { matterServiceMessages } from './matters/messages.ts'
import { explainMessages } from './models/explain/messages.ts'
import { modelServiceMessages } from './models/service-messages.ts'
import { originalMessages } from './originals/messages.ts'
import { overviewMessages } from './overview/messages.ts'
import { packageMessages } from './packages/messages.ts'
import { pursuitMessages } from './pursuit/messages.ts'
import { pushMessages } from './push/messages.ts'
import { qualityMessages } from './quality/messages.ts'
import { coverageMessages } from './reach/messages.ts'
import { revealMessages } from './reveal/messages.ts'
import { scheduleMessages } from './schedules/messages.ts'
import { sourceMessages } from './sources/messages.ts'
import { standardMessages } from './standards/messages.ts'
import { storeMessages } from './store/messages.ts'
import { candidateMessages } from './trials/candidate/messages.ts'
import { trialMessages } from './trials/messages.ts'
import { uploadMessages } from './uploads/messages.ts'
import { workshopMessages } from './workshop/messages.ts'

/** All that the platform can say. Only edges (HTTP, the terminal, files that go out) turn messages into text. */
export const texts: Messages = {
  ...dataMessages,
  ...lawMessages,
  ...ownDatasetMessages,
  ...limitMessages,
  ...calendarMessages,
  ...matterMessages,
  ...modelMessages,
  ...accessMessages,
  ...auditMessages,
  ...auditColumns,
  ...caseMessages,
  ...clueMessages,
  ...configMessages,
  ...coverageMessages,
  ...databaseMessages,
  ...documentMessages,
  ...importMessages,
  ...dictionaryMessages,
  ...exportMessages,
  ...httpMessages,
  ...impactMessages,
  ...indicatorMessages,
  ...jobMessages,
  ...lawCheckMessages,
  ...lawServiceMessages,
  ...ledgerMessages,
  ...limitServiceMessages,
  ...matterServiceMessages,
  ...explainMessages,
  ...modelServiceMessages,
  ...originalMessages,
  ...overviewMessages,
  ...packageMessages,
  ...scheduleMessages,
  ...pushMessages,
  ...qualityMessages,
  ...sourceMessages,
  ...pursuitMessages,
  ...revealMessages,
  ...standardMessages,
  ...storeMessages,
  ...uploadMessages,
  ...workshopMessages,
  ...candidateMessages,
  ...trialMessages,
}

export const tell = (message: Message, locale: Locale = 'zh-CN'): string => say(texts, message, locale)
