import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Problem } from '../client/index.ts'
import { Sentence } from '../design/sentence.tsx'
import { Loaded } from './loaded.tsx'
import { Page } from './page.tsx'

type ItemPageProps<Item> = {
  /** Data null: there is none such. */
  reply: { data: Item | null | undefined; error: Problem | null; refetch: () => unknown }
  /** What it is called, as soon as it is known. */
  name: string | undefined
  /** The list it stands in: its page, its title, and the words that lead back to it. */
  list: { to: LinkProps['to']; title: string; wayBack: string }
  /** What is said where there is none such. */
  missing: string
  children: (item: Item) => ReactNode
}

/** The page of one thing out of a list: the way back to it, its name, the thing itself. */
export function ItemPage<Item>({ reply, name, list, missing, children }: ItemPageProps<Item>) {
  const title = name ?? list.title
  const crumbs = [
    <Link key="list" to={list.to}>
      {list.title}
    </Link>,
    title,
  ]
  const notThere = <Sentence links={<Link to={list.to}>{list.wayBack}</Link>}>{missing}</Sentence>
  return (
    <Page title={title} crumbs={crumbs}>
      {reply.error?.kind === 'not_found' ? (
        notThere
      ) : (
        <Loaded reply={reply} shape="page">
          {(item) => (item === null ? notThere : children(item))}
        </Loaded>
      )}
    </Page>
  )
}
