import { graphlib, layout } from '@dagrejs/dagre'
import {
  Controls,
  type Edge,
  type Node as FlowNode,
  Handle,
  MarkerType,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react'
import { createContext, type KeyboardEvent, useContext, useEffect, useMemo, useRef, useState } from 'react'
import '@xyflow/react/dist/style.css'
import { useScheme } from '../app/preferences.ts'
import { formatCount } from '../ui/format.ts'
import type { Box } from './boxes.ts'
import { carried, type Part, readPart } from './Palette.tsx'
import { useWords } from './words.ts'

interface Facts {
  readonly rows: number | undefined
  readonly wrong: boolean
  readonly chosen: boolean
  /** One box is reached by Tab; arrows lead to the others. */
  readonly reached: boolean
}
type Drawn = FlowNode<{ readonly box: Box; readonly facts: Facts }, 'box'>

const size = { width: 196, height: 62 }
/** Room for the buttons above the picture, and the least at which its words can be read. */
const [top, least] = [48, 0.55]
const Choose = createContext<(id: string) => void>(() => {})

const BoxNode = ({ data: { box, facts } }: NodeProps<Drawn>) => {
  const { t } = useWords()
  const choose = useContext(Choose)
  const rows = facts.rows === undefined ? '' : t('board.rows', { shown: formatCount(facts.rows) })
  return (
    <>
      {box.kind !== 'input' && <Handle type="target" position={Position.Top} />}
      <button
        type="button"
        data-box={box.id}
        className={`step-box board-box step-${box.family} ${facts.chosen ? 'board-chosen' : ''} ${facts.wrong ? 'board-wrong' : ''}`}
        aria-pressed={facts.chosen}
        tabIndex={facts.reached ? 0 : -1}
        aria-label={[box.sort, box.title, rows, facts.wrong ? t('board.wrong') : ''].filter((word) => word !== '').join('，')}
        onClick={() => choose(box.id)}
      >
        <span className="step-kind">
          <span>{box.sort}</span>
          <span className="number">{facts.wrong ? t('board.wrong') : rows}</span>
        </span>
        <span className="step-title">{box.title}</span>
      </button>
      {(box.kind === 'input' || box.kind === 'step') && <Handle type="source" position={Position.Bottom} />}
    </>
  )
}
const kinds = { box: BoxNode }

const place = (boxes: readonly Box[]): ReadonlyMap<string, { readonly x: number; readonly y: number }> => {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'TB', ranksep: 30, nodesep: 18, marginx: 12, marginy: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of boxes) graph.setNode(id, { ...size })
  for (const { id, reads } of boxes) for (const read of reads) if (graph.hasNode(read)) graph.setEdge(read, id)
  layout(graph)
  return new Map(boxes.map(({ id }) => [id, { x: graph.node(id).x - size.width / 2, y: graph.node(id).y - size.height / 2 }]))
}

interface Props {
  readonly boxes: readonly Box[]
  readonly counts: ReadonlyMap<string, number>
  readonly wrong: ReadonlySet<string>
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
  /** To what is said of the model as a whole. */
  readonly onModel: () => void
  /** Into its form. */
  readonly onOpen: (id: string) => void
  /** To its rows. */
  readonly onRows: (id: string) => void
  readonly onConnect: (from: string, to: string) => void
  readonly onDropPart: (part: Part, onto: string | undefined) => void
  readonly onRemove: (id: string) => void
  readonly onMove: (id: string, by: -1 | 1) => void
}

/** The steps as boxes. By mouse: drop parts on it, draw lines from box to box. By keyboard: arrows go from box to box, Alt with them moves a step, Enter opens its form, PageDown its rows, Delete takes it away. */
const Board = ({ boxes, counts, wrong, selected, onSelect, onModel, onOpen, onRows, onConnect, onDropPart, onRemove, onMove }: Props) => {
  const { t } = useWords()
  const scheme = useScheme()
  const frame = useRef<HTMLElement>(null)
  const shape = boxes.map(({ id, reads }) => `${id}<${reads.join()}`).join(';')
  // biome-ignore lint/correctness/useExhaustiveDependencies: places follow from what reads what alone
  const places = useMemo(() => place(boxes), [shape])
  const [flow, setFlow] = useState<ReactFlowInstance<Drawn>>()
  const lowest = Math.max(0, ...[...places.values()].map(({ y }) => y)) + size.height + 24
  const height = Math.min(620, Math.max(480, lowest + top))
  // All of it is in sight, shrunk only so far that it can still be read.
  useEffect(() => {
    const across = frame.current?.clientWidth ?? 0
    if (!flow || across === 0) return
    const width = Math.max(0, ...[...places.values()].map(({ x }) => x)) + size.width + 12
    const zoom = Math.max(least, Math.min(1, across / width, (height - top) / lowest))
    void flow.setViewport({ x: Math.max(0, (across - width * zoom) / 2), y: top, zoom })
  }, [flow, places, height, lowest])
  // A box that arrows lead to is brought into sight.
  useEffect(() => {
    const at = selected === undefined ? undefined : places.get(selected)
    const [across, high] = [frame.current?.clientWidth ?? 0, frame.current?.clientHeight ?? 0]
    if (!flow || !at || across === 0) return
    const { x, y, zoom } = flow.getViewport()
    const [left, upper] = [at.x * zoom + x, at.y * zoom + y]
    // No further than it must, so that what is looked at stays where it is.
    const shift = (from: number, length: number, room: number): number => (from < 8 ? 8 - from : Math.min(0, room - 8 - from - length))
    const [right, down] = [shift(left, size.width * zoom, across), shift(upper, size.height * zoom, high)]
    if (right !== 0 || down !== 0) void flow.setViewport({ x: x + right, y: y + down, zoom })
  }, [flow, places, selected])
  const reached = boxes.some(({ id }) => id === selected) ? selected : boxes[0]?.id
  const nodes = boxes.map(
    (box): Drawn => ({
      id: box.id,
      type: 'box',
      position: places.get(box.id) ?? { x: 0, y: 0 },
      ...size,
      data: {
        box,
        facts: { rows: counts.get(box.id), wrong: wrong.has(box.id), chosen: box.id === selected, reached: box.id === reached },
      },
    }),
  )
  const edges = boxes.flatMap((box) =>
    box.reads.map(
      (read): Edge => ({
        id: `${read}→${box.id}`,
        source: read,
        target: box.id,
        type: 'smoothstep',
        focusable: false,
        markerEnd: { type: MarkerType.ArrowClosed },
      }),
    ),
  )
  const keys = (event: KeyboardEvent): void => {
    const own = event.target instanceof HTMLElement ? event.target.dataset.box : undefined
    if (own === undefined) return
    const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0
    if (step !== 0 && event.altKey) onMove(own, step)
    else if (step !== 0) {
      const next = boxes[boxes.findIndex(({ id }) => id === own) + step]
      if (next) {
        onSelect(next.id)
        frame.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(next.id)}"]`)?.focus({ preventScroll: true })
      }
    } else if (event.key === 'Enter') onOpen(own)
    else if (event.key === 'Escape') onModel()
    else if (event.key === 'PageDown') onRows(own)
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(own)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section
      className="graph board"
      ref={frame}
      aria-label={t('board.label')}
      style={{ height }}
      onKeyDownCapture={keys}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(carried)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={(event) => {
        const part = readPart(event.dataTransfer.getData(carried))
        const box = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-box]')?.dataset.box : undefined
        if (!part) return
        event.preventDefault()
        onDropPart(part, box)
      }}
    >
      {boxes.length === 0 && <p className="board-empty soft">{t('board.empty')}</p>}
      <Choose.Provider value={onSelect}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={kinds}
          colorMode={scheme}
          nodesDraggable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          onInit={setFlow}
          minZoom={0.2}
          maxZoom={1.5}
          preventScrolling={false}
          zoomOnScroll={false}
          onConnect={({ source, target }) => onConnect(source, target)}
          onNodeClick={(_, node) => onSelect(node.id)}
          onPaneClick={() => onSelect(undefined)}
          ariaLabelConfig={{
            'controls.ariaLabel': t('board.controls'),
            'controls.zoomIn.ariaLabel': t('board.zoomIn'),
            'controls.zoomOut.ariaLabel': t('board.zoomOut'),
          }}
        >
          <Controls showInteractive={false} showFitView={false} position="top-left" orientation="horizontal" />
        </ReactFlow>
      </Choose.Provider>
    </section>
  )
}

export default Board
