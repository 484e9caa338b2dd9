import { Autocomplete } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerPage } from '#contract/endpoints/customer-page.ts'
import { listCustomers, tagCustomers } from '#contract/endpoints/customers.ts'
import { listTags } from '#contract/endpoints/tags.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { PageFailed } from '../page-failed.tsx'
import { useSession } from '../session.ts'
import classes from './customer-page.module.css'
import type { Customer } from './person-draft.ts'

/** The words the business puts on somebody; each leads to all who carry it. */
export function CustomerTags({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'frame'])
  const mayTag = useSession().permissions.includes('customers:tag')
  const tagging = useAction(tagCustomers, {
    changes: [readCustomerPage, listCustomers, listTags],
  })
  const change = (tags: { add?: string[]; remove?: string[] }) =>
    tagging.mutate({ body: { customers: { ids: [customer.id] }, ...tags } })
  return (
    <Section heading={t('page.tags.heading')}>
      {customer.tags.length === 0 && (
        <p className={`${words.sm} ${words.muted}`}>{t('page.tags.none')}</p>
      )}
      <ul className={classes.rows}>
        {customer.tags.map(({ number, name }) => (
          <li key={number}>
            <Link to="/customers" search={{ tag: name }}>
              {name}
            </Link>
            {mayTag && (
              <Button
                kind="word"
                aria-label={t('page.tags.remove', { name })}
                disabled={tagging.isPending}
                onClick={() => change({ remove: [name] })}
              >
                {t('frame:action.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayTag && <AddTag isBusy={tagging.isPending} onAdd={(name) => change({ add: [name] })} />}
      {tagging.error && <PageFailed error={tagging.error} onRetry={tagging.reset} />}
    </Section>
  )
}

type AddTagProps = { isBusy: boolean; onAdd: (name: string) => void }

function AddTag({ isBusy, onAdd }: AddTagProps) {
  const { t } = useTranslation('customers')
  const known = useCall(listTags, {}).data?.items ?? []
  const [text, setText] = useState('')
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        onAdd(text.trim())
        setText('')
      }}
    >
      <Autocomplete
        aria-label={t('page.tags.place')}
        placeholder={t('page.tags.place')}
        data={[...new Set(known.map(({ name }) => name))]}
        maxLength={64}
        value={text}
        onChange={setText}
      />
      <Button type="submit" kind="word" busy={isBusy}>
        {t('page.tags.add')}
      </Button>
    </form>
  )
}
