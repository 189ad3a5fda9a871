import { useEffect, useRef } from 'react'

/** The person's name and the day laid faintly over every page, on paper too. It deters; what protects is the log of looks on the server. */
export const Watermark = ({ text, dark }: { readonly text: string; readonly dark: boolean }) => {
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const canvas = document.createElement('canvas')
    const density = Math.max(1, window.devicePixelRatio)
    const [width, height] = [340, 210]
    canvas.width = width * density
    canvas.height = height * density
    const pen = canvas.getContext('2d')
    if (!pen || !layer.current) return
    pen.scale(density, density)
    pen.translate(width / 2, height / 2)
    pen.rotate(-0.32)
    pen.font = '14px sans-serif'
    pen.textAlign = 'center'
    pen.fillStyle = dark ? 'rgb(255 255 255 / 5%)' : 'rgb(20 40 80 / 6%)'
    pen.fillText(text, 0, 0)
    // The style attribute is forbidden by the content policy; the property is not.
    layer.current.style.backgroundImage = `url(${canvas.toDataURL()})`
    layer.current.style.backgroundSize = `${width}px ${height}px`
  }, [text, dark])
  return <div className="watermark" ref={layer} aria-hidden="true" />
}
