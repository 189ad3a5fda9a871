import { randomUUID } from 'node:crypto'
import type { Message } from '@xiezhi/engine/message'
import type { FastifyInstance } from 'fastify'
import { type Actor, platformActor } from './access/actor.ts'
import type { FirstAccount } from './access/first-start.ts'
import { accessRoutes } from './access/routes.ts'
import { openSessions } from './access/sessions.ts'
import { organisationOf } from './access/store.ts'
import { openUsers } from './access/users.ts'
import { buildApp } from './app.ts'
import { auditRoutes } from './audit/routes.ts'
import { openAudit } from './audit/service.ts'
import { openBackground } from './background.ts'
import { alertRoutes, clueRoutes } from './clues/routes.ts'
import { openClues } from './clues/service.ts'
import type { Config } from './config.ts'
import { openChanges } from './data/change-service.ts'
import { openColumns } from './data/columns.ts'
import { openImports } from './data/imports.ts'
import { openReader } from './data/reader.ts'
import { openReturnSheets } from './data/return-sheet.ts'
import { dataRoutes } from './data/routes.ts'
import { openRotation } from './data/secrecy/rotation.ts'
import { keyRoutes } from './data/secrecy/routes.ts'
import { openData } from './data/service.ts'
import { openWithdrawals } from './data/withdrawals.ts'
import { databaseRoutes } from './databases/routes.ts'
import { databaseSchedules } from './databases/schedule-kind.ts'
import { openDatabases } from './databases/service.ts'
import { bringInDemonstration, demonstrationPending } from './demonstration.ts'
import { dictionaryRoutes } from './dictionaries/routes.ts'
import { openDictionaries } from './dictionaries/service.ts'
import { openListFiles } from './export/list-file.ts'
import { layFoundation } from './foundation.ts'
import { impactRoutes } from './impact/routes.ts'
import { openImpacts } from './impact/service.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { openIndicators } from './indicators/service.ts'
import { lawCheckRoutes } from './law/check/routes.ts'
import { openLawCheck } from './law/check/service.ts'
import { openInstruments } from './law/instruments.ts'
import { openLawLoads } from './law/loads.ts'
import { openReading } from './law/reading.ts'
import { openLawReviews } from './law/reviews.ts'
import { lawRoutes } from './law/routes.ts'
import { openParameters } from './ledger/parameters.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { openLedger } from './ledger/service.ts'
import { followVersions } from './ledger/versions.ts'
import { openCalendarYears } from './limits/calendar.ts'
import { openCounting } from './limits/counting.ts'
import { followCatalogue } from './limits/follow.ts'
import { limitRoutes } from './limits/routes.ts'
import { openLimits } from './limits/service.ts'
import { lineageRoutes } from './lineage/routes.ts'
import { openLineages } from './lineage/service.ts'
import { openStatesOf } from './matters/procedures.ts'
import { openMatters } from './matters/service.ts'
import { openArrival } from './models/arrival.ts'
import { modelRoutes, runSettingRoutes } from './models/routes.ts'
import { modelSchedules } from './models/schedule-kind.ts'
import { openModels } from './models/service.ts'
import { openSettings } from './models/settings.ts'
import { openDestruction } from './originals/destroy-job.ts'
import { originalRoutes } from './originals/routes.ts'
import { openOriginals } from './originals/service.ts'
import { overviewRoutes } from './overview/routes.ts'
import { openOverview } from './overview/service.ts'
import { openMaking } from './packages/make.ts'
import { openReadiness } from './packages/readiness-service.ts'
import { packageRoutes } from './packages/routes.ts'
import { openPackages } from './packages/service.ts'
import { openPackageShelf } from './packages/shelf.ts'
import { openSigners } from './packages/signers.ts'
import { pursuitRoutes } from './pursuit/routes.ts'
import { openPursuit } from './pursuit/service.ts'
import { openPushKeys } from './push/keys.ts'
import { pushRoutes } from './push/routes.ts'
import { openPush } from './push/service.ts'
import { openOverlaps } from './quality/overlap-service.ts'
import { qualityRoutes } from './quality/routes.ts'
import { openQuality } from './quality/service.ts'
import { coverageRoutes } from './reach/routes.ts'
import { openCoverages } from './reach/service.ts'
import { revealRoutes } from './reveal/routes.ts'
import { openReveals } from './reveal/service.ts'
import { scheduleRoutes } from './schedules/routes.ts'
import { openSchedules } from './schedules/service.ts'
import { openInbox } from './sources/inbox.ts'
import { sourceRoutes } from './sources/routes.ts'
import { openSources } from './sources/service.ts'
import { shelveStandards } from './standards/on-shelf.ts'
import { standardRoutes } from './standards/routes.ts'
import { openStandards } from './standards/service.ts'
import type { Store } from './store/database.ts'
import { openCandidates } from './trials/candidate/service.ts'
import { openDifferences } from './trials/difference/service.ts'
import { trialRoutes } from './trials/routes.ts'
import { openTrials } from './trials/service.ts'
import { openShadows } from './trials/shadows.ts'
import { uploadRoutes } from './uploads/routes.ts'
import { openUploads } from './uploads/service.ts'
import { workshopRoutes } from './workshop/routes.ts'
import { openWorkshop } from './workshop/service.ts'
import { latestOfficeModels } from './workshop/shelf.ts'

/** The whole server, put together: what is opened here is closed by `close`. */
export interface Platform {
  readonly app: FastifyInstance
  readonly store: Store
  /** Accounts that this start made. */
  readonly accounts: readonly FirstAccount[]
  /** Mistakes in the catalogue: what has one is left out. */
  readonly warnings: readonly Message[]
  readonly ready: () => boolean
  /** Starts the work in the background; resolves when the demonstration, if one is wanted, is in. */
  start(say: (message: Message) => void): Promise<void>
  /** Looks for what is due rather than at the next look. */
  look(): Promise<void>
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>
  close(): Promise<void>
}

export const version = '0.1.0'
const gigabyte = 1024 ** 3

export async function openPlatform(config: Config, clock: () => Date): Promise<Platform | { refusal: Message }> {
  const foundation = await layFoundation(config, clock)
  if ('refusal' in foundation) return foundation
  const { today, store, organisationId, ring, shelf, procedures, lake, raw, parts, memory, working, reading } = foundation
  const { db } = store
  const { catalogue, seenBy } = shelf
  const { keys } = ring

  const matters = openMatters(procedures, clock)
  const importParts = { db, clock, seenBy, keys, lake, raw, warehouse: working }
  const counting = openCounting(catalogue, seenBy)
  const standards = openStandards({ db, clock, catalogue, shelf, keys, lake, reading })
  const lostStandards = await shelveStandards(db, shelf, organisationId)
  const lostModels = shelf.load(await latestOfficeModels(db, organisationId))
  await followCatalogue(db, clock, counting)
  const changedModels = await followVersions(db, clock, seenBy, matters)
  const openStates = openStatesOf(procedures, 'clue')
  const terms = { db, clock, today, openStates: [...openStates, ...openStatesOf(procedures, 'alert')] }
  const onDefect = (reference: string, error: unknown): void => app.log.error({ err: error, reference }, 'job failed')
  const wake = (): void => background.wake()
  const wakeAll = (): void => background.wakeAll()
  const rotation = openRotation({ db, clock, organisationId, source: foundation.keySource, ring, wake })

  const sessions = openSessions(db, clock, () => organisationId)
  const pushKeys = openPushKeys(db, clock)
  const sources = openSources({ db, clock, today, seenBy })
  const imports = openImports({ ...importParts, wake, uploadBytes: config.uploadBytes })
  const uploads = openUploads({ db, clock, seenBy, imports, parts, dir: config.dataDir, uploadBytes: config.uploadBytes })
  const allowed = config.databases ?? []
  const patience = { connectMs: 15_000, answerMs: 10 * 60_000 }
  const reader = openReader(reading, catalogue, lake, keys)
  const data = openData({ db, clock, today, seenBy, reader })
  const originals = openOriginals(terms)
  const divisionOf = async (actor: { organisationId: string }) => (await organisationOf(db, actor.organisationId)).divisionCode
  const models = openModels({ db, clock, counting, matters, today, divisionOf, wake })
  const clueParts = { db, clock, counting, matters, today }
  const clues = openClues(clueParts)
  const alerts = openClues(clueParts, 'alert')
  const ground = { db, counting, matters, divisionOf, clock, today, wake }
  const kinds = new Map([
    ['model' as const, modelSchedules(ground)],
    ['database' as const, databaseSchedules({ db, today, whole: false })],
    ['database-whole' as const, databaseSchedules({ db, today, whole: true })],
  ])
  const trials = openTrials(ground)
  const background = openBackground(foundation, {
    dataDir: config.dataDir,
    counting,
    matters,
    rotation,
    terms,
    pull: { db, clock, keys, imports, allowed, patience, pullBytes: 16 * gigabyte },
    kinds,
    also: [
      openArrival({ ...ground, patrols: config.patrols ?? true }),
      uploads.expire,
      trials.forget,
      openDestruction(terms, organisationId, wake),
      ...(config.inboxDir ? [openInbox({ db, dir: config.inboxDir, imports, onDefect })] : []),
    ],
    onDefect,
  })

  const lawCheck = openLawCheck({ db, catalogue, counting, warehouse: reading, lake, keys, today })

  const published = async (): Promise<void> => {
    await followVersions(db, clock, seenBy, matters)
  }
  const signers = openSigners({ db, clock, keys })
  const packages = openPackages({ db, clock, today, signers, shelf, standards, counting, published })
  const officeOf = async (actor: Actor) => (await organisationOf(db, actor.organisationId)).name
  const workshop = openWorkshop({
    db,
    clock,
    today,
    shelf,
    counting,
    lake,
    keys,
    warehouse: reading,
    divisionOf,
    published,
  })

  const wanted = config.demo && (await demonstrationPending(db, platformActor(organisationId)))
  const file = openListFiles(db, clock)
  let ready = !wanted
  let stopping = false
  const app = await buildApp({
    routes: [
      ...accessRoutes(sessions, openUsers(db, clock), file),
      ...auditRoutes(openAudit(db, clock)),
      ...dataRoutes({
        data,
        imports,
        columns: openColumns({ ...importParts, imports, reading, wake }),
        batches: openWithdrawals({ db, clock, show: data.batch }),
        changes: openChanges({ db, clock, seenBy, lake, warehouse: reading }),
        returns: openReturnSheets({ db, clock, seenBy, keys }),
        file,
      }),
      ...uploadRoutes(uploads),
      ...sourceRoutes(sources),
      ...coverageRoutes(openCoverages({ db, clock, seenBy })),
      ...dictionaryRoutes(openDictionaries({ db, clock, today, seenBy, lake })),
      ...originalRoutes(originals),
      ...lineageRoutes(openLineages({ db, clock, seenBy, originals })),
      ...qualityRoutes(openQuality({ db, clock, seenBy }), openOverlaps({ db, clock, seenBy, reader })),
      ...databaseRoutes(openDatabases({ db, clock, today, seenBy, keys, allowed, patience, wake: wakeAll })),
      ...pushRoutes(pushKeys, openPush({ db, imports, today, uploadBytes: config.uploadBytes })),
      ...modelRoutes(models),
      ...workshopRoutes(workshop),
      ...standardRoutes(standards),
      ...packageRoutes({
        packages,
        make: openMaking({ db, clock, seenBy, signers, product: version, officeOf }),
        signers,
        shelf: openPackageShelf({ db, seenBy, packages, signers, place: config.shelf }),
        readiness: openReadiness({ db, clock, seenBy, packages }),
        file,
      }),
      ...runSettingRoutes(openSettings({ db, clock, counting, memory })),
      ...scheduleRoutes(openSchedules({ db, clock, kinds, wake: wakeAll })),
      ...ledgerRoutes(openLedger({ db, clock, seenBy, matters, today }), openParameters(db, clock, seenBy, today)),
      ...trialRoutes(
        trials,
        openDifferences(ground),
        openShadows(ground),
        openCandidates({ ...ground, workshop, lake, warehouse: reading }),
      ),
      ...indicatorRoutes(openIndicators(db, clock, (id) => catalogue.models.has(id))),
      ...clueRoutes(clues),
      ...alertRoutes(alerts),
      ...keyRoutes(rotation),
      ...revealRoutes(openReveals({ db, clock, today, seenBy, reader, keys })),
      ...pursuitRoutes(openPursuit({ db, clock, seenBy, matters, keys, reader })),
      ...lawRoutes({
        instruments: openInstruments(db, catalogue, today),
        reading: openReading(db, catalogue, today),
        loads: openLawLoads({ db, clock, lake, raw, wake, uploadBytes: config.uploadBytes }),
        reviews: openLawReviews(db, clock, catalogue, today),
        file,
        uploadBytes: config.uploadBytes,
      }),
      ...lawCheckRoutes(lawCheck),
      ...impactRoutes(openImpacts({ db, counting, openStates })),
      ...limitRoutes(openLimits(db, clock, counting), openCalendarYears({ db, clock, counting, today, wake })),
      ...overviewRoutes(openOverview({ db, clock, data, models, clues, alerts, embedded: store.embedded })),
    ],
    sessions,
    pushKeys,
    ready: () => ready,
    webDir: config.webDir,
    uploadBytes: config.uploadBytes,
    version,
  })

  let demonstration: Promise<void> = Promise.resolve()
  return {
    app,
    store,
    accounts: foundation.accounts,
    warnings: [...foundation.mistakes, ...changedModels, ...lostModels, ...lostStandards],
    ready: () => ready,
    async start(say) {
      await background.startJobs()
      await rotation.resume()
      background.startClockwork()
      if (!wanted) return
      const workDir = lake.workDir(`demo-${randomUUID()}`)
      demonstration = bringInDemonstration({
        db,
        organisationId,
        catalogueDir: config.catalogueDir,
        workDir,
        imports,
        sources,
        models,
        idle: background.heavyIdle,
        say,
        stopping: () => stopping,
      }).then(() => {
        ready = !stopping
      })
      await demonstration
    },
    look: background.look,
    idle: background.idle,
    async close() {
      stopping = true
      await background.stopClockwork()
      await app.close()
      await background.stopJobs()
      await demonstration.catch(() => undefined)
      reader.close()
      lawCheck.close()
      workshop.close()
      await foundation.close()
    },
  }
}
