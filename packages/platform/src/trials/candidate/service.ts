import type { z } from 'zod'
import { type Actor, may } from '../../access/actor.ts'
import { scope } from '../../access/scope.ts'
import { record } from '../../audit/record.ts'
import type { CatalogueModel } from '../../catalogue.ts'
import { clueById } from '../../clues/store.ts'
import type { Candidates, makeCandidate } from '../../contract/candidates.ts'
import { usualKeepDays } from '../../contract/trials.ts'
import type { Lake } from '../../data/lake.ts'
import { maskText } from '../../data/secrecy/mask.ts'
import { currentSnapshot } from '../../data/snapshots.ts'
import { foundedStates, unfoundedStates } from '../../ledger/standing.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import type { Queries } from '../../store/database.ts'
import { tell } from '../../texts.ts'
import { mountSnapshot } from '../../warehouse/snapshot.ts'
import type { Warehouse } from '../../warehouse/warehouse.ts'
import type { Workshop } from '../../workshop/service.ts'
import { rowNumbers } from '../about.ts'
import { askTrial, findTried } from '../ask.ts'
import { beginTrial, termOf } from '../begin.ts'
import { beginDifference } from '../difference/begin.ts'
import type { TrialParts } from '../service.ts'
import { addExclusion } from './add-exclusion.ts'
import { type Fields, type Proposal, proposeExclusions } from './propose.ts'

type Made = z.input<typeof makeCandidate.response>

export interface CandidateParts extends TrialParts {
  readonly workshop: Workshop
  readonly lake: Lake
  readonly warehouse: Warehouse
}

export interface CandidateExclusions {
  of(actor: Actor, clueId: string): Promise<Candidates | Refusal>
  make(actor: Actor, clueId: string, asked: { readonly where: string; readonly title: string }): Promise<Made | Refusal>
}

/** So many judged clues of a rule are looked at; more tell no more. */
const mostJudged = 2000

interface Judged {
  readonly id: string
  readonly handling: string
  readonly dataset: string
  readonly file: string
  readonly sheet: string | null
  readonly rowNo: number
  readonly fields: Fields
}

export function openCandidates(parts: CandidateParts): CandidateExclusions {
  const { db, clock, counting, today, wake, workshop, lake, warehouse } = parts

  /** The clue with its model and the row that it is about, if it was judged not to hold. */
  async function wrongClue(actor: Actor, id: string) {
    if (!may(actor, 'clue.read')) return refuse('forbidden', 'candidate.not-allowed')
    const clue = await clueById(db, actor, 'clue', id)
    if (!clue) return refuse('not-found', 'clue.not-found')
    if (!unfoundedStates.includes(clue.handling)) return refuse('conflict', 'candidate.not-unfounded')
    const { catalogue } = await counting.now(db, actor)
    const model = catalogue.models.get(clue.model_id)
    if (!model) return refuse('not-found', 'run.no-model', { id: clue.model_id })
    const judged = await rowsOfClues(db, actor, clue.model_id, clue.rule_id)
    const own = judged.find((one) => one.id === id)
    const standard = own && catalogue.standards.get(own.dataset)
    const rules = model.checked.rules.filter((one) => one.as === clue.rule_id && one.about === own?.dataset)
    const [rule] = rules
    if (!own || !standard || !rule) return refuse('conflict', 'candidate.no-row')
    return { clue, catalogue, model, rules, rule, own, standard, judged: judged.filter(({ dataset }) => dataset === own.dataset) }
  }

  const causeOf = async (actor: Actor, id: string): Promise<{ words: readonly string[]; label: string | null }> => {
    const view = await parts.matters.view(db, actor, 'clue', id)
    const last = view?.acts.at(-1)
    const shown = last?.shown.map(({ value: text }) => text).join('；')
    return { words: last?.words ?? [], label: shown ? maskText(shown) : null }
  }

  return {
    async of(actor, id) {
      const found = await wrongClue(actor, id)
      if (isRefusal(found)) return found
      const { model, rule, own, standard, judged } = found
      const cause = await causeOf(actor, id)
      const founded = judged.filter(({ handling }) => foundedStates.includes(handling)).map(({ fields }) => fields)
      const unfounded = judged.filter(({ handling }) => unfoundedStates.includes(handling)).map(({ fields }) => fields)
      const told = [...foundedStates, ...unfoundedStates]
      const open = judged.filter(({ handling }) => !told.includes(handling)).map(({ fields }) => fields)
      const proposals = proposeExclusions(
        { checked: model.checked, rule, standard },
        { clue: own.fields, founded, unfounded, open, words: cause.words },
      )
      return {
        modelId: model.id,
        modelTitle: model.checked.title,
        cause: cause.label,
        founded: founded.length,
        unfounded: unfounded.length,
        proposals: proposals.map((one) => ({
          where: one.where,
          title: titleOf(one, actor),
          founded: one.founded,
          unfounded: one.unfounded,
        })),
      }
    },

    async make(actor, id, { where, title }) {
      const found = await wrongClue(actor, id)
      if (isRefusal(found)) return found
      const { clue, catalogue, model, rules, own, standard } = found
      const edited = addExclusion(model.source, { title, where }, new Set(rules.map((rule) => rule.id)))
      if (!edited) return refuse('conflict', 'candidate.no-place')
      const wanted = { files: { 'model.yml': edited.source, ...piecesOf(model) }, from: model.id }
      const candidate = await findTried(db, actor, catalogue, wanted)
      if (isRefusal(candidate)) return candidate
      const live = await findTried(db, actor, catalogue, { id: model.id })
      if (isRefusal(live)) return live
      const when = { viewDay: null, asOf: clue.as_of }
      const [before, after] = [
        await askTrial(parts, actor, catalogue, live, when),
        await askTrial(parts, actor, catalogue, candidate, when),
      ]
      if (isRefusal(before)) return before
      if (isRefusal(after)) return after
      const draft = await draftOf(actor, model, edited.source, { title, where })
      if (isRefusal(draft)) return draft
      const notes = await addCase(actor, draft, { no: clue.no, asOf: clue.as_of, own, standard: standard.id })
      const { seq } = await counting.now(db, actor)
      const begun = await db.transaction().execute(async (tx) => {
        const at = clock()
        const how = { kind: 'hand' as const, lawState: seq, keepUntil: termOf(today(), usualKeepDays) }
        const mine = await beginTrial(tx, actor, at, live, before, { ...how, note: tell({ code: 'candidate.live' }, actor.locale) })
        const theirs = await beginTrial(tx, actor, at, candidate, after, { ...how, note: title })
        const difference = await beginDifference(tx, actor, at, { before: mine.id, after: theirs.id })
        const values = { no: clue.no, model: model.checked.title, title }
        await record(tx, actor, at, { action: 'candidate.make', object: draft.id, values })
        return { trialId: theirs.id, differenceId: difference.id }
      })
      wake()
      return { draftId: draft.id, ...begun, notes }
    },
  }

  async function draftOf(
    actor: Actor,
    model: CatalogueModel,
    source: string,
    { title }: { readonly title: string; readonly where: string },
  ) {
    const modelId = `${model.id.slice(0, 50)}-x${clock().getTime().toString(36).slice(-6)}`
    const name = tell({ code: 'candidate.draft', values: { model: model.checked.title, title } }, actor.locale).slice(0, 100)
    const draft = await workshop.drafts.create(actor, { title: name, modelId, from: { kind: 'model', model: model.id } })
    if (isRefusal(draft)) return draft
    // The copy has an id and a version of its own; all else is the candidate's text.
    const heads = ['id', 'version', 'title'].flatMap((head) => draft.files['model.yml']?.match(new RegExp(`^${head}:.*$`, 'm')) ?? [])
    let text = source
    for (const head of heads) text = text.replace(new RegExp(`^${head.split(':')[0]}:.*$`, 'm'), () => head)
    const files = { ...draft.files, 'model.yml': text }
    const saved = await workshop.drafts.save(actor, draft.id, { edition: draft.edition, files })
    return isRefusal(saved) ? saved : { id: draft.id, edition: saved.edition, files }
  }

  /** The clue as a case that must stay silent; without it the draft is there all the same, and says what it lacks. */
  async function addCase(
    actor: Actor,
    draft: { readonly id: string; readonly edition: number; readonly files: Readonly<Record<string, string>> },
    { no, asOf, own, standard }: { readonly no: string; readonly asOf: string; readonly own: Judged; readonly standard: string },
  ): Promise<string[]> {
    const rid = await rowNow(actor, standard, own)
    if (rid === undefined) return [tell({ code: 'candidate.row-gone' }, actor.locale)]
    const name = `clue-${no.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
    const files: Record<string, string> = { ...draft.files }
    const title = tell({ code: 'candidate.case', values: { no } }, actor.locale)
    const made = await workshop.makeCase(actor, { files, table: standard, rid: String(rid), expect: 'none', title, name, asOf }, undefined)
    if (isRefusal(made)) return [tell(made.message, actor.locale)]
    const saved = await workshop.drafts.save(actor, draft.id, { edition: draft.edition, files: { ...files, ...made.files } })
    return isRefusal(saved) ? [tell(saved.message, actor.locale)] : made.notes
  }

  async function rowNow(actor: Actor, dataset: string, row: Judged): Promise<number | undefined> {
    const standard = counting.catalogue.standards.get(dataset)
    const register = counting.catalogue.standards.get('agency')
    if (!standard) return undefined
    const snapshot = await currentSnapshot(db, actor)
    const session = await warehouse.session()
    try {
      const mounted = register && register.id !== standard.id ? [register, standard] : [standard]
      const files = snapshot.files.map((file) => ({ dataset: file.dataset, path: lake.absolute(file.path) }))
      await mountSnapshot(session, mounted, files)
      return (await rowNumbers(session, dataset, [row])).get(0)
    } finally {
      session.close()
    }
  }
}

const piecesOf = (model: CatalogueModel): Record<string, string> =>
  Object.fromEntries(model.pieces.map(({ id, text }) => [`pieces/${id}.yml`, text]))

const titleOf = ({ kind, label, value }: Proposal, actor: Actor): string =>
  tell({ code: `candidate.${kind}`, values: { label, value: maskText(value) } }, actor.locale)

/** Clues of a rule with the row that each is about, as it was frozen: the judged ones first. */
async function rowsOfClues(db: Queries, actor: Actor, modelId: string, ruleId: string): Promise<readonly Judged[]> {
  const rows = await db
    .selectFrom('clue')
    .innerJoin('evidence', (join) =>
      join
        .onRef('evidence.organisation_id', '=', 'clue.organisation_id')
        .onRef('evidence.clue_id', '=', 'clue.id')
        .onRef('evidence.hash', '=', 'clue.evidence_hash')
        .on('evidence.ordinal', '=', 0),
    )
    .select(['clue.id', 'clue.handling', 'evidence.dataset', 'evidence.file', 'evidence.sheet', 'evidence.row_no', 'evidence.fields'])
    .where(scope(actor, 'clue'))
    .where('clue.model_id', '=', modelId)
    .where('clue.rule_id', '=', ruleId)
    .orderBy((e) =>
      e
        .case()
        .when('clue.handling', 'in', [...foundedStates, ...unfoundedStates])
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('clue.last_seen_at', 'desc')
    .limit(mostJudged)
    .execute()
  return rows.map(({ row_no, ...row }) => ({ ...row, rowNo: row_no }))
}
