import { Link } from '@tanstack/react-router'
import { useMay } from './session.ts'

type ImportsLinkProps = { children: string; className?: string }

/** The way to the imports, for those who may bring data in; nothing for all others. */
export function ImportsLink({ children, className }: ImportsLinkProps) {
  if (!useMay()('imports:manage')) return null
  return (
    <Link to="/imports" {...(className && { className })}>
      {children}
    </Link>
  )
}
