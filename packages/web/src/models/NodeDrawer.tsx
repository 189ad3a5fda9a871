import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTypeName } from '../data/type-name.ts'
import { Facts } from '../ui/Facts.tsx'
import { formatCount } from '../ui/format.ts'
import type { Node } from './pipeline.ts'

interface Props {
  readonly node: Node | undefined
  readonly counts: Readonly<Record<string, number>>
  readonly onClose: () => void
}

/** One step in full: what it does, what it reads, what it gives on. */
export const NodeDrawer = ({ node, counts, onClose }: Props) => {
  const { t } = useTranslation()
  const typeName = useTypeName()
  const rows = node && counts[node.id]
  return (
    <Drawer open={node !== undefined} onClose={onClose} title={node?.title} size={440}>
      {node && (
        <div className="stack">
          <Facts
            facts={[
              { label: t('models.operator'), value: node.operatorLabel ?? t(`models.kind.${node.kind}`), wide: true },
              { label: t('data.identifier'), value: <code>{node.id}</code>, wide: true },
              { label: t('models.detail'), value: node.detail || '—', wide: true },
              { label: t('models.reads'), value: node.reads.join('、') || '—', wide: true },
              { label: t('data.rows'), value: rows === undefined ? '—' : formatCount(rows), wide: true },
            ]}
          />
          {node.columns.length > 0 && (
            <table className="plain-table">
              <caption>{t('models.columns')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('data.field')}</th>
                  <th scope="col">{t('data.type')}</th>
                </tr>
              </thead>
              <tbody>
                {node.columns.map((column) => (
                  <tr key={column.name}>
                    <th scope="row">
                      {column.label} <code className="soft">{column.name}</code>
                    </th>
                    <td className="nowrap">{typeName(column.type)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </Drawer>
  )
}
