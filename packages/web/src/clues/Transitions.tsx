import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useErrorText } from '../ui/Failure.tsx'
import { ActForm, type Transition } from './ActForm.tsx'

interface Props {
  /** What is decided, for those who can't see the page. */
  readonly title: string
  readonly transitions: readonly Transition[]
  readonly act: {
    readonly isPending: boolean
    readonly error: Error | null
    readonly reset: () => void
    readonly mutate: (
      asked: { readonly transition: string; readonly fields: Record<string, string> },
      then: { readonly onSuccess: () => void },
    ) => void
  }
}

/** What may be done now, as the procedure says: one is chosen, its form is filled, it is done. Knows no state and no transition by name. */
export const Transitions = ({ title, transitions, act }: Props) => {
  const errorText = useErrorText()
  const [chosen, setChosen] = useState<Transition>()
  return (
    <>
      {transitions.length > 0 && (
        <fieldset className="actions no-print choices">
          <legend className="visually-hidden">{title}</legend>
          {transitions.map((transition) => (
            <Button
              key={transition.id}
              type={chosen?.id === transition.id ? 'primary' : 'default'}
              aria-expanded={chosen?.id === transition.id}
              onClick={() => {
                act.reset()
                setChosen(chosen?.id === transition.id ? undefined : transition)
              }}
            >
              {transition.label}
            </Button>
          ))}
        </fieldset>
      )}
      <div aria-live="assertive">{act.error && <Alert type="error" showIcon title={errorText(act.error)} />}</div>
      {chosen && (
        <ActForm
          key={chosen.id}
          transition={chosen}
          busy={act.isPending}
          onAct={(fields) => act.mutate({ transition: chosen.id, fields }, { onSuccess: () => setChosen(undefined) })}
          onCancel={() => setChosen(undefined)}
        />
      )}
    </>
  )
}
