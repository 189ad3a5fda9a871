import { compareArticles } from '@xiezhi/engine/law/compare'
import { buildLibrary, textInForce } from '@xiezhi/engine/law/library'
import { excerptOf, readLawQuestion } from '@xiezhi/engine/law/search-words'
import { type Article, articleText } from '@xiezhi/engine/law/statute'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import type * as contract from '../contract/law.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db } from '../store/database.ts'
import { citingArticles, findArticles, textPlaces } from './article-store.ts'
import { cluesResting } from './clue-store.ts'
import { byLevelAndName, instrumentNamed, type Statutes, showVersion, statutesNow } from './instruments.ts'
import { type KnownInstrument, type KnownVersion, stateOn } from './known.ts'
import { versionsWith, wholeVersion } from './library-store.ts'
import { movesBetween, renumberingsOf } from './renumbered.ts'
import { articleOfBasis, restingOn } from './resting.ts'

type Version = z.input<typeof contract.getVersion.response>
type Comparison = z.input<typeof contract.compareVersions.response>
type ArticleAnswer = z.input<typeof contract.getArticle.response>
type Found = z.input<typeof contract.searchLaw.response>
type Question = z.output<typeof contract.searchLaw.query>

export interface Reading {
  version(actor: Actor, law: string, id: string): Promise<Version | Refusal>
  compare(actor: Actor, law: string, from: string, to: string): Promise<Comparison | Refusal>
  article(actor: Actor, law: string, number: string, on?: string): Promise<ArticleAnswer | Refusal>
  search(actor: Actor, question: Question): Promise<Found>
}

const show = ({ article, sub, paragraphs }: Article): contract.ArticleText => ({
  article,
  sub,
  paragraphs: paragraphs.map(({ text, items }) => ({ text, items: items.map((one) => ({ ...one })) })),
})

const mostClues = 20

export function openReading(db: Db, catalogue: Catalogue, today: () => string): Reading {
  /** An instrument and those of its versions, or what is missing. */
  const versionsAsked = (
    statutes: Statutes,
    law: string,
    ids: readonly string[],
  ): { instrument: KnownInstrument; versions: readonly KnownVersion[] } | Refusal => {
    const instrument = instrumentNamed(statutes, law)
    if (!instrument) return refuse('not-found', 'law.no-instrument', { law })
    const versions: KnownVersion[] = []
    for (const id of ids) {
      const version = instrument.versions.find((one) => one.id === id)
      if (!version) return refuse('not-found', 'law.no-version', { law: instrument.name, version: id })
      if (!version.loaded) return refuse('not-found', 'law.no-text', { law: instrument.name, version: id })
      versions.push(version)
    }
    return { instrument, versions }
  }

  return {
    version: (actor, law, id) =>
      atOnce(db, async (tx) => {
        const asked = versionsAsked(await statutesNow(tx, actor, catalogue), law, [id])
        if ('refused' in asked) return asked
        const { instrument } = asked
        const texts = await wholeVersion(tx, actor, instrument.name, id)
        return {
          law: instrument.name,
          version: showVersion(instrument, asked.versions[0]!, today(), actor),
          history: texts[0]?.statute.history.map((one) => ({ ...one })) ?? [],
          tree: treeOf(texts.flatMap(({ statute }) => statute.articles)),
        }
      }),

    compare: (actor, law, from, to) =>
      atOnce(db, async (tx) => {
        const asked = versionsAsked(await statutesNow(tx, actor, catalogue), law, [from, to])
        if ('refused' in asked) return asked
        const { instrument, versions } = asked
        const articles = async (id: string): Promise<readonly Article[]> =>
          (await wholeVersion(tx, actor, instrument.name, id)).flatMap(({ statute }) => statute.articles)
        const moves = movesBetween(catalogue, instrument, versions[0]!, versions[1]!)
        const pairs = compareArticles(await articles(from), await articles(to), moves)
        const count = (...changes: readonly string[]): number => pairs.filter(({ change }) => changes.includes(change)).length
        return {
          law: instrument.name,
          from: showVersion(instrument, versions[0]!, today(), actor),
          to: showVersion(instrument, versions[1]!, today(), actor),
          counts: {
            same: count('same'),
            changed: count('changed', 'renumbered-changed'),
            renumbered: count('renumbered', 'renumbered-changed'),
            added: count('added'),
            removed: count('removed'),
          },
          pairs: pairs.map((pair) => ({
            ...pair,
            old: pair.old && show(pair.old),
            new: pair.new && show(pair.new),
            differences: pair.differences.map((one) => ({ ...one })),
          })),
        }
      }),

    article: (actor, law, number, on) =>
      atOnce(db, async (tx) => {
        const statutes = await statutesNow(tx, actor, catalogue)
        const instrument = instrumentNamed(statutes, law)
        if (!instrument) return refuse('not-found', 'law.no-instrument', { law })
        const [article = 0, sub = 0] = number.split('-').map(Number)
        const day = on ?? today()
        const { name } = instrument
        const versions = await versionsWith(tx, actor, [name], [article])
        const found = textInForce(buildLibrary(versions), name, { article, sub }, day)
        const shown = (id: string) => showVersion(instrument, instrument.versions.find((one) => one.id === id)!, day, actor)
        const textIn = ({ files }: (typeof versions)[number]): Article | undefined =>
          files.flatMap(({ statute }) => statute.articles).find((one) => one.article === article && one.sub === sub)
        const current = found.found === 'text' ? versions.find(({ versionDate }) => versionDate === found.version.versionDate) : undefined
        const resting = restingOn(catalogue, statutes.names)(name)
        const rests = (written: string): boolean => {
          const place = articleOfBasis(written)
          return place.article === article && place.sub === sub
        }
        const rules = resting.models.flatMap((model) =>
          model.rules.flatMap(({ id, bases }) => {
            const here = bases.filter((basis) => rests(basis.article))
            return here.length > 0 ? [{ model: model.id, rule: id, bases: here }] : []
          }),
        )
        const places = await placesOn(tx, actor, statutes, day)
        const citing = await citingArticles(
          tx,
          actor,
          { law: name, article, sub },
          places.map(({ id }) => id),
        )
        const lawOf = new Map(places.map(({ id, law: of }) => [id, of]))
        return {
          law: name,
          article,
          sub,
          on: day,
          found: versions.length === 0 ? 'no-texts' : found.found,
          certain: 'certain' in found && found.certain,
          current: found.found === 'text' && current ? { version: shown(current.id), text: show(found.article) } : null,
          versions: versions.toReversed().map((version) => {
            const text = textIn(version)
            return { version: shown(version.id), text: text ? show(text) : null }
          }),
          renumbered: renumberingsOf(catalogue, instrument, { article, sub }),
          citedBy: {
            models: resting.models.flatMap((model) =>
              model.articles.some(rests)
                ? [{ id: model.id, title: model.title, rules: rules.filter((one) => one.model === model.id).map(({ rule }) => rule) }]
                : [],
            ),
            limits: resting.limits.filter((limit) => rests(limit.article)).map((limit) => ({ ...limit })),
            clues: await cluesResting(
              tx,
              actor,
              rules,
              rules.flatMap(({ bases }) => bases),
              mostClues,
            ),
            articles: citing.map((one) => ({ law: lawOf.get(one.textId)!, article: one.article, sub: one.sub })),
          },
        }
      }),

    search: (actor, question) =>
      atOnce(db, async (tx) => {
        const statutes = await statutesNow(tx, actor, catalogue)
        const day = question.on ?? today()
        const { words, laws, article } = readLawQuestion(question.q ?? '', statutes.names)
        const given = question.law === undefined ? [] : [statutes.names(question.law) ?? question.law]
        const wanted = new Set([...laws, ...given])
        const asked = words.length > 0 || wanted.size > 0 || article !== null
        const all = asked ? await placesOn(tx, actor, statutes, question.all === 'true' ? undefined : day) : []
        const places = wanted.size === 0 ? all : all.filter(({ law }) => wanted.has(law))
        const { page, size } = question
        const { total, rows } = await findArticles(tx, actor, { texts: places.map(({ id }) => id), words, article, page, size })
        const byText = new Map(places.map((place) => [place.id, place]))
        const items = rows.map(({ textId, article: hit }) => {
          const { law, versionId } = byText.get(textId)!
          const instrument = statutes.byName.get(law)!
          return {
            law,
            version: showVersion(instrument, instrument.versions.find(({ id }) => id === versionId)!, day, actor),
            article: hit.article,
            sub: hit.sub,
            under: hit.under.map(({ text }) => text),
            excerpt: excerptOf(articleText(hit), words).map((run) => ({ ...run })),
          }
        })
        return { items, total, page, size, words: [...words] }
      }),
  }
}

/** The texts of versions that are, or may be, in force on a day; without one all. Laws before what is below them, the newest first. */
async function placesOn(db: Parameters<typeof textPlaces>[0], actor: Actor, statutes: Statutes, day: string | undefined) {
  const places = await textPlaces(db, actor)
  const standing = places.flatMap((place) => {
    const instrument = statutes.byName.get(place.law)
    const version = instrument?.versions.find(({ id }) => id === place.versionId)
    if (!instrument || !version) return []
    const state = day === undefined ? 'in-force' : stateOn(instrument, version, day)
    return state === 'in-force' || state === 'unknown' ? [{ ...place, instrument, date: version.versionDate ?? '' }] : []
  })
  return standing.sort((a, b) => byLevelAndName(a.instrument, b.instrument) || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
}

/** Headings where they change, and the articles below them. */
function treeOf(articles: readonly Article[]): z.input<typeof contract.lawTree> {
  let under: readonly { readonly text: string }[] = []
  return articles.flatMap((article) => {
    const first = article.under.findIndex((heading, index) => heading.text !== under[index]?.text)
    const headings = first < 0 ? [] : article.under.slice(first)
    under = article.under
    return [
      ...headings.map(({ text }, index) => ({ kind: 'heading' as const, depth: first + index, text })),
      { kind: 'article' as const, article: show(article) },
    ]
  })
}
