import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import {
  decimalMarks,
  importDateFormats,
  importEncodings,
  importSeparators,
} from '#contract/language/import-mapping.ts'
import { EditableWord } from '../../design/editable-word.tsx'
import type { Preview } from './columns-of.ts'
import classes from './import-preview.module.css'
import { useTermChoices } from './use-term-choices.ts'
import type { Wishes } from './wishes.ts'

type ReadingSentencesProps = {
  preview: Preview
  wishes: Wishes
  onChange: (wishes: Wishes) => void
}

type Option = { value: string; word: string }

/** How the file is cut and written, as sentences whose words can be changed. */
export function ReadingSentences({
  preview: { mapping },
  wishes,
  onChange,
}: ReadingSentencesProps) {
  const { t } = useTranslation('imports')
  const terms = useTermChoices()
  const change = (wish: Wishes) => onChange({ ...wishes, ...wish })
  // Columns chosen of another cut of the file would point nowhere.
  const cut = ({ ...wish }: Wishes) => {
    const { columns: _gone, ...others } = wishes
    onChange({ ...others, ...wish })
  }
  const word = (
    name: keyof typeof labels,
    value: string,
    options: readonly Option[],
    choose: (value: string) => void,
    shown = options.find((option) => option.value === value)?.word ?? value,
  ) => (
    <EditableWord
      label={labels[name]}
      value={value}
      shown={shown}
      options={options}
      onChange={choose}
    />
  )
  const labels = t('reading.label', { returnObjects: true })
  const yesOrNo = (words: { yes: string; no: string }) => [
    { value: 'yes', word: words.yes },
    { value: 'no', word: words.no },
  ]
  const named = <Value extends string>(values: readonly Value[], name: (value: Value) => string) =>
    values.map((value) => ({ value, word: name(value) }))
  const textOf = (isSo: boolean) => (isSo ? 'yes' : 'no')
  const parts: Record<string, ReactElement> = {
    separator: word(
      'separator',
      mapping.separator,
      named(importSeparators, (value) => t(`reading.separator.${value}`)),
      (value) => cut({ separator: value as typeof mapping.separator }),
    ),
    header: word(
      'header',
      textOf(mapping.header),
      yesOrNo(t('reading.header', { returnObjects: true })),
      (value) => cut({ header: value === 'yes' }),
    ),
    encoding: word(
      'encoding',
      mapping.encoding,
      named(importEncodings, (value) => value.toUpperCase()),
      (value) => cut({ encoding: value as typeof mapping.encoding }),
    ),
    quoted: word(
      'quoted',
      textOf(mapping.quoted),
      yesOrNo(t('reading.quote', { returnObjects: true })),
      (value) => cut({ quoted: value === 'yes' }),
    ),
    date: word(
      'date',
      mapping.dateFormat,
      named(importDateFormats, (value) => t(`reading.date.${value}`)),
      (value) => change({ dateFormat: value as typeof mapping.dateFormat }),
    ),
    number: word(
      'number',
      mapping.decimalMark,
      named(decimalMarks, (value) => t(`reading.number.${value}`)),
      (value) => change({ decimalMark: value as typeof mapping.decimalMark }),
    ),
    currency: word(
      'currency',
      mapping.currency,
      terms.currencies,
      (currency) => change({ currency }),
      mapping.currency,
    ),
    amounts: word(
      'amounts',
      mapping.amounts,
      named(['gross', 'net'] as const, (value) => t(`reading.amounts.${value}`)),
      (value) => change({ amounts: value as typeof mapping.amounts }),
    ),
    zone: word('zone', mapping.timeZone, terms.timeZones, (timeZone) => change({ timeZone })),
    rows: word(
      'rows',
      mapping.rows,
      named(['purchase', 'line'] as const, (value) => t(`reading.row.${value}`)),
      (value) => change({ rows: value as typeof mapping.rows }),
    ),
    markers: (
      <EditableWord
        label={labels.markers}
        value={mapping.returnMarkers.join(', ')}
        shown={
          mapping.returnMarkers.map((one) => t('reading.marker', { one })).join(', ') ||
          t('reading.noMarker')
        }
        onChange={(text) => change({ returnMarkers: markersIn(text) })}
      />
    ),
  }
  const sentences = ['cut', 'quoted', 'written', 'rows', 'markers'] as const
  const said = sentences.filter(
    (name) =>
      (name !== 'quoted' || mapping.separator !== 'blanks' || mapping.quoted) &&
      (name !== 'markers' || mapping.columns.marker !== undefined),
  )
  return (
    <div className={classes.reading}>
      {said.map((name) => (
        <p key={name}>
          <Trans t={t} i18nKey={`reading.${name}`} components={parts} />
        </p>
      ))}
    </div>
  )
}

const markersIn = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim().slice(0, 100))
    .filter((one) => one !== '')
    .slice(0, 50)
