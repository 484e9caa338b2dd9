import { TextInput } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewImport } from '#contract/endpoints/imports.ts'
import { useCall } from '../../client/index.ts'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateFailed } from '../../design/state-failed.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import { ColumnFields } from './column-fields.tsx'
import { FirstRows } from './first-rows.tsx'
import classes from './import-preview.module.css'
import type { OneImport } from './one-import.ts'
import { PreviewActions } from './preview-actions.tsx'
import { PreviewNotes } from './preview-notes.tsx'
import { ReadingSentences } from './reading-sentences.tsx'
import { useRefusalWords } from './use-refusal-words.ts'
import type { Wishes } from './wishes.ts'

/** How a file will be read, said before anything is counted, and every word of it changeable. */
export function ImportPreview({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const [wishes, setWishes] = useWishes(one.id)
  const [name, setName] = useState(one.fileName)
  const { data, error } = useCall(
    previewImport,
    { params: { importId: one.id }, body: { mapping: wishes, language: format.language } },
    { keepPrevious: true },
  )
  // The next correction may come before the preview of the last one.
  const preview = data && { ...data, mapping: { ...data.mapping, ...wishes } }
  const file = t('preview.file', { name: one.fileName, bytes: format.bytes(one.fileBytes) })
  if (!preview && !error) return <StateLoading shape="page" />
  const columns = preview?.mapping.columns
  const isComplete = Boolean(columns?.date && (columns.amount ?? columns.unitPrice))
  const isReady = isComplete && !error && !preview?.warnings.includes('exchange_rate_missing')
  const actions = (
    <PreviewActions
      one={one}
      wishes={wishes}
      isReady={isReady}
      {...(!preview?.savedMapping && name.trim() && { name: name.trim() })}
    />
  )
  return (
    <Stack>
      <Sentence reason={`${file}${preview ? ` ${t('preview.check')}` : ''}`} actions={actions}>
        {isComplete ? t('preview.sentence') : t('preview.incomplete')}
      </Sentence>
      {error && (
        <StateFailed
          what={refusalWords(error)}
          {...(Object.keys(wishes).length > 0 && { onRetry: () => setWishes({}) })}
        />
      )}
      {preview && (
        <>
          <PreviewNotes preview={preview} />
          <ReadingSentences preview={preview} wishes={wishes} onChange={setWishes} />
          <Columns
            asideWidth={360}
            aside={
              <Section heading={t('preview.columns')}>
                <ColumnFields
                  preview={preview}
                  onChange={(chosen) => setWishes({ ...wishes, columns: chosen })}
                />
              </Section>
            }
          >
            <FirstRows preview={preview} />
            {!preview.savedMapping && (
              <TextInput
                className={classes.keep ?? ''}
                label={t('preview.keep')}
                description={t('preview.keepHint')}
                value={name}
                maxLength={200}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
            )}
          </Columns>
        </>
      )}
    </Stack>
  )
}

/** Corrections survive leaving the page, as long as this window is open. */
function useWishes(importId: string) {
  return useSessionStorage<Wishes>({
    key: `stammgast-import-${importId}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
}
