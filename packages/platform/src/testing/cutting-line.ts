import { connect, createServer, type Socket } from 'node:net'

/** For tests: a line to a server that can be cut in the middle, or go dead without a word. */
export interface CuttingLine {
  readonly port: number
  /** Cuts every connection after so many more bytes from the server; undefined: lets all through. */
  cutAfter(bytes: number | undefined): void
  /** Holds back what comes after so many more bytes, without closing anything. */
  deadAfter(bytes: number | undefined): void
  close(): Promise<void>
}

export function openCuttingLine(target: number): Promise<CuttingLine> {
  let left: number | undefined
  let alive: number | undefined
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk) => far.write(chunk))
    far.on('data', (chunk) => {
      if (alive !== undefined) {
        alive -= chunk.length
        if (alive < 0) return
      }
      if (left !== undefined) {
        left -= chunk.length
        if (left < 0) return near.destroy()
      }
      // As slow as whoever reads, so that nothing is buffered here.
      if (!near.write(chunk)) {
        far.pause()
        near.once('drain', () => far.resume())
      }
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        cutAfter: (bytes) => {
          left = bytes
        },
        deadAfter: (bytes) => {
          alive = bytes
        },
        close: () =>
          new Promise((closed) => {
            for (const socket of sockets) socket.destroy()
            server.close(() => closed())
          }),
      })
    })
  })
}
