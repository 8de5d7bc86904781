-- What is new in an index of texts is kept in a list first, which every search reads, and which is sorted in by whoever fills it: of 4 MB,
-- the usual, that took one write half a second. Short ones are sorted in more often, and for less long.
ALTER INDEX "users_search" SET (gin_pending_list_limit = 64);--> statement-breakpoint
ALTER INDEX "users_search_short" SET (gin_pending_list_limit = 64);
