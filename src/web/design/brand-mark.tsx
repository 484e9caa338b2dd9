import classes from './frame.module.css'

type BrandMarkProps = { name: string; logoUrl?: string | null }

/** The business's own mark and name, ours while it has none; without a logo a rising sun stands in. */
export function BrandMark({ name, logoUrl }: BrandMarkProps) {
  return (
    <span className={classes.brand}>
      {logoUrl ? (
        <img src={logoUrl} alt="" width={26} height={26} className={classes.logo} />
      ) : (
        <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 15.5a7 7 0 0 1 14 0z" fill="currentColor" />
          <path
            d="M2 18.75h20M12 2.5v3M4.2 6.2l2.1 2.1M19.8 6.2l-2.1 2.1"
            stroke="currentColor"
            strokeWidth="1.6"
            fill="none"
          />
        </svg>
      )}
      <span className={classes.brandName}>{name || 'Stammgast'}</span>
    </span>
  )
}
