import { allowed, decide } from '@xiezhi/engine/matter/decide'
import { type Procedure, stateOf, type Transition, transitionOf } from '@xiezhi/engine/matter/procedure'
import type { Message } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { newId, type Queries, type Tx } from '../store/database.ts'
import { actsOf, appendAct, findMatter, hashAct, insertMatters, lockMatter, type StoredAct } from './store.ts'

export interface MatterView {
  readonly state: string
  readonly stateLabel: string
  readonly acts: readonly (StoredAct & {
    readonly label: string
    readonly shown: readonly { label: string; value: string }[]
    readonly words: readonly string[]
  })[]
  readonly transitions: readonly Transition[]
}

/**
 * Matters of every procedure. What may be done is what `decide` allows; the acts are only ever appended, and the state beside
 * them is their fold.
 */
/** What an act came to. */
export interface Done {
  readonly state: string
  /** What was done, in the words of the procedure. */
  readonly transition: string
  /** The procedure that it begins for the same subject. */
  readonly opens: string | null
  readonly fields: Readonly<Record<string, string>>
}

export interface Matters {
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Opens one matter for each subject, in the transaction that brings the subjects; those that have one keep it. */
  open(tx: Tx, actor: Actor, procedure: string, subjectIds: readonly string[]): Promise<void>
  view(db: Queries, actor: Actor, subjectKind: string, subjectId: string): Promise<MatterView | undefined>
  /** `seen` is how many acts the person had before them: a newer one in between is a conflict. */
  act(
    tx: Tx,
    actor: Actor,
    asked: {
      subjectKind: string
      subjectId: string
      transition: string
      fields: Readonly<Record<string, string>>
      occurredOn: string
      today: string
      seen: number
    },
  ): Promise<Done | Refusal>
}

export function openMatters(procedures: ReadonlyMap<string, Procedure>, clock: () => Date): Matters {
  const procedureOf = (id: string): Procedure => {
    const procedure = procedures.get(id)
    if (!procedure) throw new Error(`the catalogue has no procedure ${id}`)
    return procedure
  }

  return {
    procedures,

    async open(tx, actor, id, subjectIds) {
      if (subjectIds.length === 0) return
      const { version, subject, start } = procedureOf(id)
      await insertMatters(
        tx,
        actor,
        subjectIds.map((subjectId) => ({ id: newId('matter'), subjectId })),
        { procedure: id, version, subjectKind: subject, state: start, at: clock().toISOString() },
      )
    },

    async view(db, actor, subjectKind, subjectId) {
      const matter = await findMatter(db, actor, subjectKind, subjectId)
      if (!matter) return undefined
      const procedure = procedureOf(matter.procedure)
      const acts = await actsOf(db, actor, matter.id)
      return {
        state: matter.state,
        stateLabel: stateOf(procedure, matter.state)?.label ?? matter.state,
        acts: acts.map((act) => ({
          ...act,
          label: transitionOf(procedure, act.transition)?.label ?? act.transition,
          shown: shownFields(procedure, act),
          words: wordsOf(procedure, act),
        })),
        transitions: allowed(procedure, matter.state, actor.permissions),
      }
    },

    async act(tx, actor, asked) {
      const matter = await lockMatter(tx, actor, asked.subjectKind, asked.subjectId)
      if (!matter) return refuse('not-found', 'matter.not-found')
      if (matter.seq !== asked.seen) return refuse('conflict', 'matter.newer-act')
      const procedure = procedureOf(matter.procedure)
      const last = (await actsOf(tx, actor, matter.id)).at(-1)
      const decision = decide(
        procedure,
        { state: matter.state, lastOn: last?.occurredOn ?? null },
        {
          transition: asked.transition,
          permissions: actor.permissions,
          fields: asked.fields,
          occurredOn: asked.occurredOn,
          today: asked.today,
        },
      )
      if (!decision.ok) {
        const [first] = decision.denials
        const kind = first?.kind === 'not-permitted' ? 'forbidden' : first?.kind === 'wrong-state' ? 'conflict' : 'invalid'
        return { refused: kind, message: first?.message ?? ({ code: 'matter.not-found' } satisfies Message) }
      }
      const act = {
        seq: matter.seq + 1,
        transition: asked.transition,
        from: decision.from,
        to: decision.to,
        actorId: actor.id,
        actor: actor.name,
        occurredOn: asked.occurredOn,
        recordedAt: clock().toISOString(),
        procedureVersion: procedure.version,
        fields: decision.fields,
        previous: matter.head,
      }
      await appendAct(tx, actor, matter, { ...act, hash: hashAct(matter.id, act) })
      const done = transitionOf(procedure, asked.transition)
      return { state: decision.to, transition: done?.label ?? asked.transition, opens: done?.opens ?? null, fields: decision.fields }
    },
  }
}

/** The filled-in form in the words of the procedure. */
function shownFields(procedure: Procedure, act: StoredAct): { label: string; value: string }[] {
  const asks = transitionOf(procedure, act.transition)?.asks ?? []
  return Object.entries(act.fields).map(([name, value]) => {
    const ask = asks.find((one) => one.name === name)
    return { label: ask?.label ?? name, value: ask?.choices.find((choice) => choice.value === value)?.label ?? value }
  })
}

/** How the data say what was chosen in the form. */
const wordsOf = (procedure: Procedure, act: StoredAct): string[] =>
  (transitionOf(procedure, act.transition)?.asks ?? []).flatMap(
    (ask) => ask.choices.find(({ value }) => value === act.fields[ask.name])?.words ?? [],
  )
