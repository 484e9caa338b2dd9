import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

type ScrollRegionProps = { label: string; className: string | undefined; children: ReactNode }

/** What is wider than its place scrolls; only then the keyboard stops at it, to scroll it too. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  const region = useRef<HTMLDivElement>(null)
  const [isWider, setWider] = useState(false)
  useLayoutEffect(() => {
    const element = region.current
    if (element === null) return
    const measure = () =>
      setWider(
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
      )
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return (
    <div
      ref={region}
      className={className}
      {...(isWider && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      {children}
    </div>
  )
}
