"""From a document to its statements: mentions, cues, roles, context. No model, no network, no clock.

The map of the room, in the order in which a document goes through it; the first line of each module says more.

- the whole: `reader`, `matching`, `explain`
- what a document has said so far: `context`, `topics`, `remembering`, `anaphora`, `carried`, `occasions`,
  `named_later`, `likewise`, `repeated`
- words, and tables of words: `english`, `units`, `numbers`, `ordinals`, `date_words`, `names_of_people`, `registry`,
  `needed`
- the page: `lines`, `page`, `passage`, `passages`, `unnamed`, `sentences`
- its headings: `headings`, `heading_lines`
- its tables: `tables`, `table_heads`, `table_rows`
- news: `reports`
- mentions: `mentions`, `nouns`, `nouns_as_verbs`
- dates: `dates`, `date_pieces`, `date_piece`, `date_digits`, `date_months`, `relative`
- sums: `amounts`, `amount_units`, `ellipsis`
- a sentence: `tokens`, `places`, `phrases`, `speech`
- its parties: `parties`, `party`, `delegation_parties`, `office_parties`, `held_offices`, `ministry_parties`,
  `apposed_parties`, `host_parties`, `listed_parties`, `place_parties`, `place_words`, `realms`
- its clauses: `clauses`, `clause`, `clause_bounds`, `clause_subjects`, `clause_participles`, `clause_modality`,
  `unreal`
- lists with one predicate: `distribution`, `gapped`, `second_halves`, `respective`, `careers`, `rosters`,
  `fellows`, `elided_nouns`, `listed`
- cues: `cues`, `frames`, `candidates`, `complements`, `undergoers`, `noun_frames`, `figures`
- who fills them: `fill`, `roles`, `between`, `sides`, `entities`, `place_items`, `noun_places`, `acting`
- when it was: `times`, `reckoning`, `date_places`, `dates_of_acts`, `amount_dates`, `event_dates`
- what else is told: `attributes`, `titles`, `modality`, `evidence`; and what is left out: `untimed`
- records, which have no verbs: `entries`, `records`, `record_lines`, `holder_rows`, `series`, `labels`, `listings`,
  `listing_match`, `listing_topics`, `listing_roles`, `listing_times`, `listing_attributes`
"""

from comity.reading.matching import Reading
from comity.reading.reader import read, read_sentences

__all__ = ["Reading", "read", "read_sentences"]
