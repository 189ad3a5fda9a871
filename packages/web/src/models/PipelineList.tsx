import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { inOrder, type Node } from './pipeline.ts'

interface Props {
  readonly nodes: readonly Node[]
  readonly counts: Readonly<Record<string, number>>
}

/** The same pipeline to be read line by line. */
export const PipelineList = ({ nodes, counts }: Props) => {
  const { t } = useTranslation()
  const titles = new Map(nodes.map((node) => [node.id, node.title]))
  return (
    <ScrollTable label={t('models.asList')}>
      <thead>
        <tr>
          <th scope="col">{t('models.node')}</th>
          <th scope="col">{t('models.operator')}</th>
          <th scope="col">{t('models.detail')}</th>
          <th scope="col">{t('models.reads')}</th>
          <th scope="col" className="right">
            {t('data.rows')}
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder(nodes).map((node) => (
          <tr key={node.id}>
            <th scope="row">
              {node.title}
              <br />
              <code className="soft">{node.id}</code>
            </th>
            <td className="nowrap">
              {node.operatorLabel ?? t(`models.kind.${node.kind}`)} {node.missing && <Pill tone="warning">{t('models.missing')}</Pill>}
            </td>
            <td>{node.detail}</td>
            <td>{node.reads.map((id) => titles.get(id) ?? id).join('、') || '—'}</td>
            <td className="right number">{counts[node.id] === undefined ? '—' : formatCount(counts[node.id] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
