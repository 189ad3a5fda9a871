import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { Permission } from '@xiezhi/platform/contract/endpoint'
import { Loading } from '../ui/Loading.tsx'
import { Broken } from './Broken.tsx'
import { onSessionEnd } from './query.ts'
import { enter, fetchMe } from './session.ts'

/** Every address of the application. Pages come in when they are opened; this file has no side effects beyond making the router. */

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** Who may see the page; the server decides again for every request. */
    readonly permission?: Permission
  }
}

/** State in an address is plain text: what a person reads in the address line is what is meant. */
export type Search = Readonly<Record<string, string>>
const validateSearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : [])))

const root = createRootRoute({
  component: Outlet,
  validateSearch,
  notFoundComponent: lazyRouteComponent(() => import('./NotFound.tsx'), 'NotFound'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../access/SignInPage.tsx'), 'SignInPage'),
})
const firstPassword = createRoute({
  getParentRoute: () => root,
  path: '/first-password',
  beforeLoad: async () => {
    if ((await fetchMe()) === null) throw redirect({ to: '/sign-in' })
  },
  component: lazyRouteComponent(() => import('../access/FirstPasswordPage.tsx'), 'FirstPasswordPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const me = await fetchMe()
    if (me === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
    if (me.mustChangePassword) throw redirect({ to: '/first-password' })
  },
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../overview/HomePage.tsx'), 'HomePage'),
})

const dataset = { permission: 'data.read' } as const
const datasets = createRoute({
  getParentRoute: () => shell,
  path: '/data',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/DatasetListPage.tsx'), 'DatasetListPage'),
})
const datasetPage = createRoute({
  getParentRoute: () => shell,
  path: '/data/$id',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/DatasetPage.tsx'), 'DatasetPage'),
})
const rows = createRoute({
  getParentRoute: () => shell,
  path: '/data/$id/rows',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/RowsPage.tsx'), 'RowsPage'),
})
const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/ImportListPage.tsx'), 'ImportListPage'),
})
const importPage = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$id',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/ImportPage.tsx'), 'ImportPage'),
})
const batches = createRoute({
  getParentRoute: () => shell,
  path: '/batches',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/BatchListPage.tsx'), 'BatchListPage'),
})

const quality = createRoute({
  getParentRoute: () => shell,
  path: '/quality',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/QualityPage.tsx'), 'QualityPage'),
})
const columnsPage = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$id/columns',
  staticData: { permission: 'data.import' },
  component: lazyRouteComponent(() => import('../data/ColumnsPage.tsx'), 'ColumnsPage'),
})
const batchPage = createRoute({
  getParentRoute: () => shell,
  path: '/batches/$id',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/BatchPage.tsx'), 'BatchPage'),
})
const overlaps = createRoute({
  getParentRoute: () => shell,
  path: '/data/$id/overlaps',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/OverlapsPage.tsx'), 'OverlapsPage'),
})
const changes = createRoute({
  getParentRoute: () => shell,
  path: '/data/$id/changes',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../data/ChangesPage.tsx'), 'ChangesPage'),
})
const standards = createRoute({
  getParentRoute: () => shell,
  path: '/standards',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../standards/StandardListPage.tsx'), 'StandardListPage'),
})
const newStandard = createRoute({
  getParentRoute: () => shell,
  path: '/standards/new',
  staticData: { permission: 'data.import' },
  component: lazyRouteComponent(() => import('../standards/StandardMakerPage.tsx'), 'NewStandardPage'),
})
const standardPage = createRoute({
  getParentRoute: () => shell,
  path: '/standards/$id',
  staticData: { permission: 'data.import' },
  component: lazyRouteComponent(() => import('../standards/StandardMakerPage.tsx'), 'StandardPage'),
})
const dictionaries = createRoute({
  getParentRoute: () => shell,
  path: '/dictionaries',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../dictionaries/DictionaryListPage.tsx'), 'DictionaryListPage'),
})
const dictionaryPage = createRoute({
  getParentRoute: () => shell,
  path: '/dictionaries/$id',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../dictionaries/DictionaryPage.tsx'), 'DictionaryPage'),
})
const sources = createRoute({
  getParentRoute: () => shell,
  path: '/sources',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../sources/SourceListPage.tsx'), 'SourceListPage'),
})
const originals = createRoute({
  getParentRoute: () => shell,
  path: '/originals',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../originals/OriginalListPage.tsx'), 'OriginalListPage'),
})
const sourcePage = createRoute({
  getParentRoute: () => shell,
  path: '/sources/$id',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../sources/SourcePage.tsx'), 'SourcePage'),
})

const model = { permission: 'model.read' } as const
const models = createRoute({
  getParentRoute: () => shell,
  path: '/models',
  staticData: model,
  component: lazyRouteComponent(() => import('../models/ModelListPage.tsx'), 'ModelListPage'),
})
const modelPage = createRoute({
  getParentRoute: () => shell,
  path: '/models/$id',
  staticData: model,
  component: lazyRouteComponent(() => import('../models/ModelPage.tsx'), 'ModelPage'),
})
const ledger = createRoute({
  getParentRoute: () => shell,
  path: '/ledger',
  staticData: model,
  component: lazyRouteComponent(() => import('../ledger/LedgerPage.tsx'), 'LedgerPage'),
})
const ledgerModel = createRoute({
  getParentRoute: () => shell,
  path: '/ledger/$id',
  staticData: model,
  component: lazyRouteComponent(() => import('../ledger/LedgerModelPage.tsx'), 'LedgerModelPage'),
})
const ledgerCompare = createRoute({
  getParentRoute: () => shell,
  path: '/ledger/$id/compare',
  staticData: model,
  component: lazyRouteComponent(() => import('../ledger/VersionComparePage.tsx'), 'VersionComparePage'),
})
const pursuit = createRoute({
  getParentRoute: () => shell,
  path: '/pursuit',
  staticData: dataset,
  component: lazyRouteComponent(() => import('../pursuit/PursuitPage.tsx'), 'PursuitPage'),
})
const runs = createRoute({
  getParentRoute: () => shell,
  path: '/runs',
  staticData: model,
  component: lazyRouteComponent(() => import('../models/RunListPage.tsx'), 'RunListPage'),
})
const runPage = createRoute({
  getParentRoute: () => shell,
  path: '/runs/$id',
  staticData: model,
  component: lazyRouteComponent(() => import('../models/RunPage.tsx'), 'RunPage'),
})

const trials = createRoute({
  getParentRoute: () => shell,
  path: '/trials',
  staticData: { permission: 'clue.read' },
  component: lazyRouteComponent(() => import('../trials/TrialListPage.tsx'), 'TrialListPage'),
})
const trialStart = createRoute({
  getParentRoute: () => shell,
  path: '/trials/new',
  staticData: { permission: 'model.run' },
  component: lazyRouteComponent(() => import('../trials/TrialStartPage.tsx'), 'TrialStartPage'),
})
const trialPage = createRoute({
  getParentRoute: () => shell,
  path: '/trials/$id',
  staticData: { permission: 'clue.read' },
  component: lazyRouteComponent(() => import('../trials/TrialPage.tsx'), 'TrialPage'),
})
const backTest = createRoute({
  getParentRoute: () => shell,
  path: '/back-tests/$id',
  staticData: { permission: 'clue.read' },
  component: lazyRouteComponent(() => import('../trials/BackTestPage.tsx'), 'BackTestPage'),
})
const trialDifference = createRoute({
  getParentRoute: () => shell,
  path: '/trial-differences/$id',
  staticData: { permission: 'clue.read' },
  component: lazyRouteComponent(() => import('../trials/DifferencePage.tsx'), 'DifferencePage'),
})

const schedules = createRoute({
  getParentRoute: () => shell,
  path: '/schedules',
  staticData: model,
  component: lazyRouteComponent(() => import('../schedules/SchedulesPage.tsx'), 'SchedulesPage'),
})
const runSettings = createRoute({
  getParentRoute: () => shell,
  path: '/run-settings',
  staticData: model,
  component: lazyRouteComponent(() => import('../models/RunSettingsPage.tsx'), 'RunSettingsPage'),
})

const clue = { permission: 'clue.read' } as const
const clues = createRoute({
  getParentRoute: () => shell,
  path: '/clues',
  staticData: clue,
  component: lazyRouteComponent(() => import('../clues/ClueListPage.tsx'), 'ClueListPage'),
})
const lineagePage = createRoute({
  getParentRoute: () => shell,
  path: '/clues/$id/lineage',
  staticData: { permission: 'clue.read' },
  component: lazyRouteComponent(() => import('../lineage/LineagePage.tsx'), 'LineagePage'),
})
const cluePage = createRoute({
  getParentRoute: () => shell,
  path: '/clues/$id',
  staticData: clue,
  component: lazyRouteComponent(() => import('../clues/CluePage.tsx'), 'CluePage'),
})

const alert = { permission: 'alert.read' } as const
const alerts = createRoute({
  getParentRoute: () => shell,
  path: '/alerts',
  staticData: alert,
  component: lazyRouteComponent(() => import('../clues/AlertListPage.tsx'), 'AlertListPage'),
})
const alertPage = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/$id',
  staticData: alert,
  component: lazyRouteComponent(() => import('../clues/CluePage.tsx'), 'AlertPage'),
})
const patrols = createRoute({
  getParentRoute: () => shell,
  path: '/patrols',
  staticData: model,
  component: lazyRouteComponent(() => import('../models/ModelListPage.tsx'), 'PatrolListPage'),
})

const law = { permission: 'law.read' } as const
const instruments = createRoute({
  getParentRoute: () => shell,
  path: '/law/instruments',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/InstrumentListPage.tsx'), 'InstrumentListPage'),
})
const instrument = createRoute({
  getParentRoute: () => shell,
  path: '/law/instruments/$law',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/InstrumentPage.tsx'), 'InstrumentPage'),
})
const comparison = createRoute({
  getParentRoute: () => shell,
  path: '/law/instruments/$law/compare',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/ComparePage.tsx'), 'ComparePage'),
})
const article = createRoute({
  getParentRoute: () => shell,
  path: '/law/instruments/$law/articles/$article',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/ArticlePage.tsx'), 'ArticlePage'),
})
const lawSearch = createRoute({
  getParentRoute: () => shell,
  path: '/law/search',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/LawSearchPage.tsx'), 'LawSearchPage'),
})
const lawCheck = createRoute({
  getParentRoute: () => shell,
  path: '/law/check',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/check/CheckPage.tsx'), 'CheckPage'),
})
const loads = createRoute({
  getParentRoute: () => shell,
  path: '/law/loads',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/LoadListPage.tsx'), 'LoadListPage'),
})
const loadPage = createRoute({
  getParentRoute: () => shell,
  path: '/law/loads/$id',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/LoadPage.tsx'), 'LoadPage'),
})
const reviews = createRoute({
  getParentRoute: () => shell,
  path: '/law/reviews',
  staticData: law,
  component: lazyRouteComponent(() => import('../law/ReviewListPage.tsx'), 'ReviewListPage'),
})
const limits = createRoute({
  getParentRoute: () => shell,
  path: '/limits',
  staticData: law,
  component: lazyRouteComponent(() => import('../limits/LimitListPage.tsx'), 'LimitListPage'),
})
const limitPage = createRoute({
  getParentRoute: () => shell,
  path: '/limits/$id',
  staticData: law,
  component: lazyRouteComponent(() => import('../limits/LimitPage.tsx'), 'LimitPage'),
})
const calculator = createRoute({
  getParentRoute: () => shell,
  path: '/calculator',
  staticData: law,
  component: lazyRouteComponent(() => import('../limits/CalculatorPage.tsx'), 'CalculatorPage'),
})
const calendar = createRoute({
  getParentRoute: () => shell,
  path: '/calendar',
  staticData: law,
  component: lazyRouteComponent(() => import('../calendar/CalendarPage.tsx'), 'CalendarPage'),
})

const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  staticData: { permission: 'user.manage' },
  component: lazyRouteComponent(() => import('../access/UserListPage.tsx'), 'UserListPage'),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../access/AccountPage.tsx'), 'AccountPage'),
})
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  staticData: { permission: 'audit.read' },
  component: lazyRouteComponent(() => import('../audit/AuditPage.tsx'), 'AuditPage'),
})

const packages = createRoute({
  getParentRoute: () => shell,
  path: '/packages',
  staticData: model,
  component: lazyRouteComponent(() => import('../packages/PackageListPage.tsx'), 'PackageListPage'),
})
const packagePage = createRoute({
  getParentRoute: () => shell,
  path: '/packages/$id',
  staticData: model,
  component: lazyRouteComponent(() => import('../packages/PackagePage.tsx'), 'PackagePage'),
})
const readiness = createRoute({
  getParentRoute: () => shell,
  path: '/readiness',
  staticData: model,
  component: lazyRouteComponent(() => import('../packages/ReadinessPage.tsx'), 'ReadinessPage'),
})

const workshop = createRoute({
  getParentRoute: () => shell,
  path: '/workshop',
  staticData: { permission: 'model.write' },
  component: lazyRouteComponent(() => import('../workshop/DraftListPage.tsx'), 'DraftListPage'),
})
const draftPage = createRoute({
  getParentRoute: () => shell,
  path: '/workshop/$id',
  staticData: { permission: 'model.write' },
  component: lazyRouteComponent(() => import('../workshop/DraftPage.tsx'), 'DraftPage'),
})

const routeTree = root.addChildren([
  signIn,
  firstPassword,
  shell.addChildren([
    home,
    datasets,
    datasetPage,
    rows,
    imports,
    importPage,
    overlaps,
    quality,
    batches,
    batchPage,
    columnsPage,
    changes,
    sources,
    sourcePage,
    originals,
    dictionaries,
    dictionaryPage,
    standards,
    newStandard,
    standardPage,
    models,
    modelPage,
    workshop,
    draftPage,
    packages,
    packagePage,
    readiness,
    ledger,
    ledgerModel,
    ledgerCompare,
    pursuit,
    runs,
    runPage,
    trials,
    trialStart,
    trialPage,
    backTest,
    trialDifference,
    schedules,
    runSettings,
    alerts,
    alertPage,
    patrols,
    clues,
    cluePage,
    lineagePage,
    instruments,
    instrument,
    comparison,
    article,
    lawSearch,
    lawCheck,
    loads,
    loadPage,
    reviews,
    limits,
    limitPage,
    calculator,
    calendar,
    users,
    account,
    audit,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadDelay: 120,
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(validateSearch(search)).toString()
    return text === '' ? '' : `?${text}`
  },
})

onSessionEnd(() => {
  enter(null)
  void router.invalidate()
})
