import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FoundDate } from '@xiezhi/engine/citation/dates'
import { type NationalLaws, nationalLaws } from '@xiezhi/engine/citation/names'
import { type LegalReading, readLegalText } from '@xiezhi/engine/citation/reader'
import type { Clue } from '@xiezhi/engine/clue/clue'
import type { TextOnDay } from '@xiezhi/engine/law/library'
import { renumberedOf } from '@xiezhi/engine/law/renumbering'
import type { z } from 'zod'
import type { Actor } from '../../access/actor.ts'
import { documentText } from '../../connectors/any-document.ts'
import type { ArticleText } from '../../contract/law.ts'
import { type CheckedCitation, type checkText, faultKinds, type readDocument, type TextCheck } from '../../contract/law-check.ts'
import { currentSnapshot } from '../../data/snapshots.ts'
import type { Counting } from '../../limits/counting.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import { atOnce, type Db, type Queries } from '../../store/database.ts'
import { tell } from '../../texts.ts'
import { instrumentNamed, type Statutes, statutesNow } from '../instruments.ts'
import { type AskedArticle, textsOn } from '../library-store.ts'
import { type DecisionDays, decisionDays } from './days.ts'
import { limitsFrom, parseDecisionLimits } from './decision-limits.ts'
import { oneDecision, scratch } from './one-decision.ts'
import { type CheckParts, openScratchRunner } from './run-check.ts'

type Asked = z.output<NonNullable<typeof checkText.body>>
type Fault = CheckedCitation['faults'][number]

export interface LawCheck {
  check(actor: Actor, asked: Asked): Promise<TextCheck | Refusal>
  document(name: string, bytes: Uint8Array): Promise<z.input<typeof readDocument.response> | Refusal>
  close(): void
}

export interface LawCheckParts extends CheckParts {
  readonly db: Db
  readonly counting: Counting
  readonly today: () => string
}

/** The model whose rules are the page's: page and run cannot differ. */
const modelId = 'law-citation-check'
const mostWaiting = 20
const mostCharacters = 200_000

export function openLawCheck(parts: LawCheckParts): LawCheck {
  const { db, catalogue, counting, today } = parts
  const model = catalogue.models.get(modelId)
  const national = nationalLaws(catalogue.instruments)
  const limits = parseDecisionLimits(readFileSync(join(catalogue.folder, 'law/decision-limits.yml'), 'utf8'), catalogue.limits)
  const runner = openScratchRunner(parts)

  return {
    async check(actor, { text, decisionDate, actDate, servedDate }) {
      if (runner.pending >= mostWaiting) return refuse('unavailable', 'law.check-busy')
      const reading = readLegalText(text, national)
      const found = decisionDays(text, reading.dates)
      const days: DecisionDays = { decision: decisionDate ?? found.decision, act: actDate ?? found.act }
      const [snapshot, { catalogue: counted }, statutes] = await atOnce(db, async (tx) => [
        await currentSnapshot(tx, actor),
        await counting.now(tx, actor),
        await statutesNow(tx, actor, catalogue),
      ])
      const clues = model ? await runner.run(model, oneDecision(text, reading.amounts, days), snapshot, days.decision ?? today()) : []
      const faults = clues.filter(({ rollup }) => !rollup).map((clue) => ({ clue, places: placesOf(clue, national) }))
      const say = (message: Parameters<typeof tell>[0]): string => tell(message, actor.locale)
      return {
        text,
        decisionDate: days.decision,
        actDate: days.act,
        decisionDateBy: decisionDate ? 'given' : found.decision ? 'found' : 'missing',
        actDateBy: actDate ? 'given' : found.act ? 'found' : 'missing',
        textsLoaded: statutes.loaded.length > 0,
        citations: await atOnce(db, (tx) => checkedCitations(tx, actor, { reading, days, statutes, faults, catalogue })),
        amounts: reading.amounts.map(({ start, end, raw, yuan, kind }) => ({ start, end, raw, yuan, kind })),
        dates: reading.dates.map(({ start, end, raw, iso }: FoundDate) => ({ start, end, raw, iso })),
        limits: limitsFrom(limits, counted, { decided: days.decision, served: servedDate ?? null }, say),
        general: faults.filter(({ places }) => places === undefined).flatMap(({ clue }) => generalFault(clue)),
      }
    },

    async document(name, bytes) {
      const read = await documentText(bytes)
      if ('refusal' in read) return { refused: 'invalid', message: read.refusal }
      const text = read.lines.join('\n')
      return { name, text: text.slice(0, mostCharacters), cut: read.cut === true || text.length > mostCharacters }
    },

    close: () => runner.close(),
  }
}

/** Which citations a clue is about; a clue about the decision as a whole is about none. */
interface Places {
  readonly ordinal: number
  readonly law: string
  readonly article: number | null
  readonly sub: number
}

function placesOf({ evidence }: Clue, national: NationalLaws): Places | undefined {
  const citation = evidence.find(({ dataset }) => dataset === 'penalty_citation')
  if (!citation) return undefined
  const { ordinal, law, article, article_sub } = citation.fields
  const name = String(law)
  return {
    ordinal: Number(ordinal),
    law: national.get(name) ?? name,
    article: article === undefined || article === null ? null : Number(article),
    sub: Number(article_sub ?? 0),
  }
}

const kindOf = (clue: Clue) => faultKinds.find((kind) => kind === clue.rule)

/** The sentence without its beginning, which names the agency, the party and the number that stand for none. */
const explanationOf = ({ reason }: Clue): string => {
  const lead = `${scratch.decisionNo}，`
  const at = reason.indexOf(lead)
  return at < 0 ? reason : reason.slice(at + lead.length)
}

function generalFault(clue: Clue): TextCheck['general'] {
  const kind = kindOf(clue)
  return kind ? [{ kind, severity: clue.severity, explanation: explanationOf(clue), rule: clue.rule }] : []
}

interface Known {
  readonly reading: LegalReading
  readonly days: DecisionDays
  readonly statutes: Statutes
  readonly faults: readonly { readonly clue: Clue; readonly places: Places | undefined }[]
  readonly catalogue: CheckParts['catalogue']
}

/** Citations and laws named without an article, in the order of the text, each with its text of both days and what is wrong with it. */
async function checkedCitations(db: Queries, actor: Actor, known: Known): Promise<TextCheck['citations']> {
  const { reading, days, statutes, faults, catalogue } = known
  const official = (law: string): string => instrumentNamed(statutes, law)?.name ?? law
  const all = [
    ...reading.citations.map((one) => ({ ...one, sub: one.article_sub ?? 0 })),
    ...reading.mentions.map((one) => ({ ...one, article: null, sub: 0, paragraph: null, item: null })),
  ].sort((a, b) => a.start - b.start)
  const insteads = all.map((one) => renumberedTo(catalogue, one.law === null ? null : official(one.law), one, days.decision))
  const asked: AskedArticle[] = []
  const ask = (
    law: string | null,
    number: { article: number | null; sub: number } | null,
    day: string | null,
  ): (() => TextOnDay | undefined) => {
    if (law === null || !number || number.article === null || day === null) return () => undefined
    const index = asked.push({ law: official(law), article: number.article, sub: number.sub, day }) - 1
    return () => texts[index]
  }
  const wanted = all.map((one, index) => ({
    decision: ask(one.law, one, days.decision),
    act: ask(one.law, one, days.act),
    instead: ask(one.law, insteads[index] ?? null, days.decision),
  }))
  const texts = await textsOn(db, actor, asked)
  return all.map((one, index) => {
    const { decision, act, instead } = wanted[index]!
    const number = insteads[index]
    const own = faults.filter(({ clue, places }) => places !== undefined && concerns(clue, places, one, index + 1))
    return {
      start: one.start,
      end: one.end,
      raw: one.raw,
      law: one.law,
      article: one.article,
      sub: one.sub,
      paragraph: one.paragraph,
      item: one.item,
      onDecision: shownText(decision()),
      onAct: shownText(act()),
      faults: own.flatMap(({ clue }): Fault[] => {
        const kind = kindOf(clue)
        if (!kind) return []
        const meant = kind === 'renumbered' && number && one.law !== null ? number : undefined
        return [
          {
            kind,
            severity: clue.severity,
            explanation: explanationOf(clue),
            rule: clue.rule,
            instead: meant
              ? { law: official(one.law!), article: meant.article, sub: meant.sub, text: shownText(instead())?.text ?? null }
              : null,
          },
        ]
      }),
    }
  })
}

/** A renumbering is told by the words beside one citation; everything else holds for the article or the law wherever it is cited. */
function concerns(clue: Clue, places: Places, one: { law: string | null; article: number | null; sub: number }, ordinal: number): boolean {
  if (places.ordinal === ordinal) return true
  if (one.law !== places.law || clue.rule === 'renumbered') return false
  if (clue.rule === 'unknown-instrument') return one.article !== null
  return one.article === places.article && one.sub === places.sub
}

/** The number that an old one bears on the day of the decision: by hand before by likeness. */
function renumberedTo(
  { renumbering }: CheckParts['catalogue'],
  law: string | null,
  one: { readonly article: number | null; readonly sub: number; readonly paragraph: number | null },
  day: string | null,
) {
  if (law === null || one.article === null || day === null) return undefined
  const found = renumberedOf(renumbering, law, { article: one.article, sub: one.sub }).filter(
    ({ old, newEffective, new: now }) =>
      now !== null &&
      newEffective <= day &&
      old.article === one.article &&
      old.sub === one.sub &&
      (old.paragraph === null || one.paragraph === null || old.paragraph === one.paragraph),
  )
  return (found.find(({ topic }) => topic !== null) ?? found[0])?.new ?? undefined
}

function shownText(found: TextOnDay | undefined): { versionDate: string | null; certain: boolean; text: ArticleText } | null {
  if (found?.found !== 'text') return null
  const { article, sub, paragraphs } = found.article
  return {
    versionDate: found.version.versionDate,
    certain: found.certain,
    text: { article, sub, paragraphs: paragraphs.map(({ text, items }) => ({ text, items: items.map((item) => ({ ...item })) })) },
  }
}
