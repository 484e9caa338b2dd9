import { type RefCallback, useCallback, useLayoutEffect, useState } from 'react'

/** The width an element has now, in pixels; 0 until it stands on the page. */
export function useWidth<E extends Element>(): [RefCallback<E>, number] {
  const [element, setElement] = useState<E | null>(null)
  const [width, setWidth] = useState(0)
  const take = useCallback((found: E | null) => setElement(found), [])
  useLayoutEffect(() => {
    if (element === null) return
    setWidth(element.getBoundingClientRect().width)
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [take, Math.floor(width)]
}
