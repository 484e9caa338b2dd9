import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { useFormat } from '../provider.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { Section } from '../section.tsx'
import classes from './chart.module.css'
import { type ChartTable, ChartTableView } from './chart-table.tsx'
import { csvOf } from './csv.ts'
import { pngOf } from './png.ts'
import { fileNameOf, saveFile } from './save-file.ts'

/** What every chart takes besides its data. */
export type ChartWords = {
  /** What to see. */
  title: string
  /** What is measured. */
  measured?: string
  /** The finding in one sentence, for those who hear the picture. */
  finding: string
  /** A remark below: what counts and what does not. */
  note?: string
  /** `section` opens a part of the page with its hairline; `bare` is the picture alone. */
  look?: 'figure' | 'section' | 'bare'
  /** Over a part of the page: `beside` the title saves a line and takes the ways to the table along. */
  measuredPlace?: 'beside' | 'below'
  /** A choice that changes what is drawn. */
  aside?: ReactNode
}

type ChartProps = {
  words: ChartWords
  table: ChartTable
  children: ReactNode
  /** Drawn for the image file where the page shows a table instead of a picture. */
  pictureForFile?: ReactNode
}

/** A picture with its title, its table and its files. */
export function Chart({ words, table, children, pictureForFile }: ChartProps) {
  const { title, measured = '', note = '', look = 'figure', measuredPlace = 'below', aside } = words
  const { t } = useTranslation('charts')
  const format = useFormat()
  const place = useRef<HTMLDivElement>(null)
  const [isTable, setTable] = useState(false)
  const [isSaving, setSaving] = useState(false)

  useEffect(() => {
    if (!isSaving) return
    // The copy for the file learns its width first and is drawn in the next frame.
    const frame = requestAnimationFrame(() => {
      const picture = place.current?.querySelector<SVGSVGElement>('svg[data-picture]')
      const drawn = picture ? pngOf(picture, { title, measured, note }) : Promise.resolve(null)
      drawn
        .then((png) => png && saveFile(png, `${fileNameOf(title)}.png`))
        .finally(() => setSaving(false))
    })
    return () => cancelAnimationFrame(frame)
  }, [isSaving, title, measured, note])

  if (look === 'bare') return children
  const saveCsv = () => {
    const csv = new Blob([csvOf(table, format.language)], { type: 'text/csv;charset=utf-8' })
    saveFile(csv, `${fileNameOf(title)}.csv`)
  }
  const waysStandAbove = look === 'figure' || measuredPlace === 'beside'
  const ways = (
    <span className={classes.ways}>
      {isTable && (
        <>
          <Button kind="word" onClick={saveCsv}>
            {t('loadCsv')}
          </Button>
          <Button kind="word" onClick={() => setSaving(true)}>
            {t('loadPng')}
          </Button>
        </>
      )}
      <Button kind="word" onClick={() => setTable(!isTable)}>
        {isTable ? t('asPicture') : t('asTable')}
      </Button>
    </span>
  )
  const content = (
    <>
      <div ref={place}>
        {isTable ? (
          <ScrollRegion label={title} className={classes.table}>
            <ChartTableView table={table} label={title} />
          </ScrollRegion>
        ) : (
          children
        )}
        {isSaving && (
          <div className={classes.copy} aria-hidden="true">
            {pictureForFile ?? children}
          </div>
        )}
      </div>
      {(note !== '' || !waysStandAbove) && (
        <div className={classes.foot}>
          <span>{note}</span>
          {!waysStandAbove && ways}
        </div>
      )}
    </>
  )
  const head = (
    <>
      {aside}
      {waysStandAbove && ways}
    </>
  )
  if (look === 'section') {
    return (
      <Section
        heading={title}
        note={measured}
        notePlace={measuredPlace}
        aside={(aside || waysStandAbove) && <span className={classes.head}>{head}</span>}
      >
        {content}
      </Section>
    )
  }
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>
          {title} {measured && <span className={classes.measured}>{measured}</span>}
        </span>
        <span className={classes.head}>{head}</span>
      </figcaption>
      {content}
    </figure>
  )
}
