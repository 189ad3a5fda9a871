import { Fragment, type ReactNode, useMemo } from 'react'
import { type Block, blocksOf, type Inline } from './markdown.ts'
import { ScrollTable } from './ScrollTable.tsx'

const Words = ({ inlines }: { readonly inlines: readonly Inline[] }) =>
  inlines.map((part, place) => {
    const key = `${place}-${part.text}`
    if (part.kind === 'strong') return <strong key={key}>{part.text}</strong>
    if (part.kind === 'code') return <code key={key}>{part.text}</code>
    if (part.kind === 'link' && /^https?:\/\//.test(part.href)) {
      return (
        <a key={key} href={part.href} rel="noreferrer" target="_blank">
          {part.text}
        </a>
      )
    }
    return <Fragment key={key}>{part.text}</Fragment>
  })

const drawTable = (block: Extract<Block, { kind: 'table' }>): ReactNode => (
  <ScrollTable label={block.head.map((cell) => cell.map((part) => part.text).join('')).join('、')}>
    <thead>
      <tr>
        {block.head.map((cell, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          <th key={place} scope="col">
            <Words inlines={cell} />
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {block.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <tr key={at}>
          {row.map((cell, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            <td key={place}>
              <Words inlines={cell} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </ScrollTable>
)

const draw = (block: Block, top: number): ReactNode => {
  if (block.kind === 'heading') {
    const Heading = `h${Math.min(6, Math.max(top, block.level + top - 1))}` as 'h2'
    return (
      <Heading>
        <Words inlines={block.inlines} />
      </Heading>
    )
  }
  if (block.kind === 'code') return <pre className="markdown-code">{block.text}</pre>
  if (block.kind === 'table') return drawTable(block)
  if (block.kind === 'list') {
    const List = block.ordered ? 'ol' : 'ul'
    return (
      <List>
        {block.items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
          <li key={place}>
            <Words inlines={item} />
          </li>
        ))}
      </List>
    )
  }
  const words = <Words inlines={block.inlines} />
  return block.kind === 'quote' ? <blockquote>{words}</blockquote> : <p>{words}</p>
}

/** Markdown as elements; headings begin at `top` so that they fit under the page's own. */
export const Markdown = ({ text, top = 2 }: { readonly text: string; readonly top?: number }) => {
  const blocks = useMemo(() => blocksOf(text), [text])
  return (
    <div className="markdown">
      {blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
        <Fragment key={place}>{draw(block, top)}</Fragment>
      ))}
    </div>
  )
}
