import { FullscreenExitOutlined, FullscreenOutlined, VerticalAlignBottomOutlined, VerticalLeftOutlined } from '@ant-design/icons'
import { graphlib, layout } from '@dagrejs/dagre'
import { Controls, type Edge, type Node as FlowNode, Handle, MarkerType, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import { Button } from 'antd'
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '@xyflow/react/dist/style.css'
import { useScheme } from '../app/preferences.ts'
import { formatCount } from '../ui/format.ts'
import { type Drawn, leadingTo } from './pipeline.ts'

type Box = FlowNode<{ readonly node: Drawn; readonly rows: number | undefined; readonly faded: boolean; readonly down: boolean }, 'step'>
const size = { width: 212, height: 76 }
/** The whole of a large model is looked at through a window; the main line of a rule is as long as it is. */
const tallest = 4000
const windowed = 760
type Direction = 'LR' | 'TB'

const OpenNode = createContext<(node: Drawn) => void>(() => {})

const StepBox = ({ data: { node, rows, faded, down } }: NodeProps<Box>) => {
  const { t } = useTranslation()
  const open = useContext(OpenNode)
  const kind = node.operatorLabel ?? t(`models.kind.${node.kind}`)
  const behind = node.folded > 0 ? t('models.folded', { count: node.folded }) : ''
  const family = node.missing ? 'missing' : node.kind === 'step' ? (node.operator ?? 'step') : node.kind
  return (
    <>
      {node.reads.length > 0 && <Handle type="target" position={down ? Position.Top : Position.Left} isConnectable={false} />}
      <button
        type="button"
        className={`step-box step-${family} ${faded ? 'step-faded' : ''} ${behind ? 'step-folded' : ''}`}
        onClick={() => open(node)}
        title={node.detail}
      >
        <span className="step-kind">
          <span>{kind}</span>
          <span className="number">
            {node.missing ? t('models.missing') : rows === undefined ? '' : t('models.rowsOut', { shown: formatCount(rows) })}
          </span>
        </span>
        <span className="step-title">{node.title}</span>
        <span className="step-detail">{behind ? <span className="step-more">{behind}</span> : node.detail}</span>
      </button>
      {node.kind !== 'rule' && <Handle type="source" position={down ? Position.Bottom : Position.Right} isConnectable={false} />}
    </>
  )
}
const kinds = { step: StepBox }

const place = (nodes: readonly Drawn[], rankdir: Direction): ReadonlyMap<string, { readonly x: number; readonly y: number }> => {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir, ranksep: rankdir === 'LR' ? 46 : 24, nodesep: 18, marginx: 12, marginy: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of nodes) graph.setNode(node.id, { ...size })
  for (const node of nodes) for (const before of node.reads) if (graph.hasNode(before)) graph.setEdge(before, node.id)
  layout(graph)
  return new Map(
    nodes.map((node) => {
      const at = graph.node(node.id)
      return [node.id, { x: at.x - size.width / 2, y: at.y - size.height / 2 }]
    }),
  )
}

type Places = ReturnType<typeof place>
const widthOf = (places: Places) => Math.max(0, ...[...places.values()].map((at) => at.x + size.width)) + 12
const heightOf = (places: Places) => Math.max(0, ...[...places.values()].map((at) => at.y + size.height)) + 12

interface Props {
  readonly nodes: readonly Drawn[]
  readonly counts: Readonly<Record<string, number>>
  readonly label: string
  readonly onOpen: (node: Drawn) => void
}

/** The pipeline drawn from left to right at a size that can be read; larger ones are moved about, not shrunk. */
const PipelineGraph = ({ nodes, counts, label, onOpen }: Props) => {
  const { t } = useTranslation()
  const scheme = useScheme()
  const frame = useRef<HTMLElement>(null)
  const [full, setFull] = useState(false)
  const [pointed, setPointed] = useState<string>()
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement === frame.current && frame.current !== null)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  const [frameWidth, setFrameWidth] = useState(0)
  useLayoutEffect(() => setFrameWidth(frame.current?.clientWidth ?? 0), [])
  const [chosen, setChosen] = useState<Direction>()
  // Left to right where it fits; else downwards, where the page itself scrolls.
  const sideways = useMemo(() => place(nodes, 'LR'), [nodes])
  const downwards = useMemo(() => place(nodes, 'TB'), [nodes])
  const direction = chosen ?? (widthOf(sideways) <= frameWidth ? 'LR' : 'TB')
  const places = direction === 'LR' ? sideways : downwards
  const lineage = useMemo(() => (pointed ? leadingTo(nodes, pointed) : undefined), [nodes, pointed])
  const boxes = useMemo(
    () =>
      nodes.map(
        (node): Box => ({
          id: node.id,
          type: 'step',
          position: places.get(node.id) ?? { x: 0, y: 0 },
          ...size,
          data: { node, rows: counts[node.id], faded: lineage !== undefined && !lineage.has(node.id), down: direction === 'TB' },
        }),
      ),
    [nodes, places, counts, lineage, direction],
  )
  const edges = useMemo(
    () =>
      nodes.flatMap((node) =>
        node.reads
          .filter((before) => places.has(before))
          .map(
            (before): Edge => ({
              id: `${before}→${node.id}`,
              source: before,
              target: node.id,
              type: 'smoothstep',
              focusable: false,
              markerEnd: { type: MarkerType.ArrowClosed },
              ...(lineage?.has(node.id) ? { className: 'edge-on' } : {}),
            }),
          ),
      ),
    [nodes, places, lineage],
  )
  const [width, height] = [widthOf(places), heightOf(places)]
  // A little smaller is still readable; beyond that the drawing is moved about, not shrunk.
  const zoom = frameWidth === 0 ? 1 : Math.min(1, Math.max(0.82, frameWidth / width))
  const isTangle = frameWidth > 0 && width > 3 * frameWidth
  // Where it is wider than the frame, its end stands in the middle.
  const end = places.get(nodes[0]?.id ?? '')?.x ?? 0
  const left =
    width * zoom <= frameWidth ? (frameWidth - width * zoom) / 2 : direction === 'TB' ? frameWidth / 2 - (end + size.width / 2) * zoom : 0
  return (
    <section
      className="graph"
      ref={frame}
      aria-label={label}
      style={{ height: full ? '100%' : isTangle ? windowed : Math.min(tallest, Math.max(260, height * zoom + 60)) }}
    >
      <OpenNode.Provider value={onOpen}>
        {frameWidth > 0 && (
          <ReactFlow
            key={direction}
            nodes={boxes}
            edges={edges}
            nodeTypes={kinds}
            colorMode={scheme}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            minZoom={0.1}
            {...(isTangle ? { fitView: true } : {})}
            maxZoom={1.6}
            defaultViewport={{ x: left, y: 44, zoom }}
            preventScrolling={false}
            panOnScroll={false}
            zoomOnScroll={false}
            onNodeMouseEnter={(_, node) => setPointed(node.id)}
            onNodeMouseLeave={() => setPointed(undefined)}
            ariaLabelConfig={{
              'controls.ariaLabel': t('models.controls'),
              'controls.zoomIn.ariaLabel': t('models.zoomIn'),
              'controls.zoomOut.ariaLabel': t('models.zoomOut'),
              'controls.fitView.ariaLabel': t('models.fit'),
            }}
          >
            <Controls showInteractive={false} position="top-left" orientation="horizontal" />
          </ReactFlow>
        )}
      </OpenNode.Provider>
      <div className="actions graph-tools">
        <Button
          icon={direction === 'LR' ? <VerticalAlignBottomOutlined aria-hidden="true" /> : <VerticalLeftOutlined aria-hidden="true" />}
          onClick={() => setChosen(direction === 'LR' ? 'TB' : 'LR')}
        >
          {direction === 'LR' ? t('models.downwards') : t('models.sideways')}
        </Button>
        <Button
          icon={full ? <FullscreenExitOutlined aria-hidden="true" /> : <FullscreenOutlined aria-hidden="true" />}
          onClick={() => void (full ? document.exitFullscreen() : frame.current?.requestFullscreen())}
        >
          {full ? t('models.leaveFull') : t('models.full')}
        </Button>
      </div>
    </section>
  )
}

export default PipelineGraph
