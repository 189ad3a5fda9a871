import type { Language, ModelCheck } from '@xiezhi/platform/contract/workshop'
import { Button } from 'antd'
import { useState } from 'react'
import { CodeField, type Problem } from './CodeField.tsx'
import type { TextModel } from './model-text.ts'
import { offersInText } from './offers.ts'
import type { Editor } from './use-editor.ts'
import { useWords } from './words.ts'

interface Props {
  /** Where to go at first. */
  readonly at: number | undefined
  readonly editor: Editor
  readonly model: TextModel | undefined
  readonly language: Language
  readonly check: ModelCheck | undefined
  readonly problems: readonly Problem[]
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** The same model as text, with mistakes at their places. */
export const TextTab = ({ at, editor, model, language, check, problems }: Props) => {
  const { t } = useWords()
  const [goTo, setGoTo] = useState<{ offset: number; nth: number } | undefined>(at === undefined ? undefined : { offset: at, nth: 0 })
  return (
    <div className="stack">
      <ProblemList text={editor.text} problems={problems} onGo={(offset) => setGoTo({ offset, nth: (goTo?.nth ?? 0) + 1 })} />
      <CodeField
        label={t('text.label')}
        language="yaml"
        value={editor.text}
        onChange={(text) => editor.change('model.yml', text, 'typed')}
        offers={(offset) => offersInText(editor.text, offset, model, check?.tables ?? [], language, check)}
        problems={problems}
        onUndo={editor.undo}
        onRedo={editor.redo}
        goTo={goTo}
      />
    </div>
  )
}

/** What is wrong, in the order of the text; each leads to its place. */
export const ProblemList = ({
  text,
  problems,
  onGo,
}: {
  readonly text: string
  readonly problems: readonly Problem[]
  readonly onGo: (offset: number) => void
}) => {
  const { t } = useWords()
  if (problems.length === 0) return <p className="soft problems-none">{t('text.sound')}</p>
  return (
    <ul className="problems" aria-label={t('text.problems')}>
      {problems.map((problem) => (
        <li key={`${problem.from} ${problem.message}`} className={problem.level === 'error' ? 'danger' : 'soft'}>
          <Button type="link" size="small" onClick={() => onGo(problem.from)}>
            {t('text.line', { line: lineOf(text, problem.from) })}
          </Button>
          {problem.message}
        </li>
      ))}
    </ul>
  )
}
