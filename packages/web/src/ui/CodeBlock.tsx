import { useMemo } from 'react'
import { type CodeLanguage, tokensOf } from './code-tokens.ts'

interface Props {
  readonly text: string
  readonly language: CodeLanguage
  readonly label: string
}

/** Program text to read: numbered, coloured, scrollable by keyboard. */
export const CodeBlock = ({ text, language, label }: Props) => {
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="code" aria-label={label} tabIndex={0}>
      <pre>
        <code>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span className="code-line" key={index}>
              {tokensOf(line, language).map((token, place) =>
                token.kind === 'plain' ? (
                  token.text
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
                  <span className={`code-${token.kind}`} key={place}>
                    {token.text}
                  </span>
                ),
              )}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </section>
  )
}
