# Long projects: many tickets, one plan, a list of sites, progress with its denominators.

button-project-choose = Add to project
button-project-link = Add
button-project-open = Progress
button-project-open-label = 📘 { $label }
button-project-sites = Sites
button-project-prev = Back
button-project-next = Next
button-project-site = Site
button-project-tick = Done so far
button-project-lead = Lead
button-project-lead-is = Leads
button-project-due = Due date
button-project-rename = Rename
button-project-close = End it
button-project-close-now = Yes, end it
button-project-close-back = Take back
button-project-due-in = Due
button-project-due-in-label = Within { $label } days

answer-no-project = There is no project to add it to. A town or county desk starts one with /project and its title.
answer-linked = { $number } now belongs to “{ $title }”; the resident is told.
refused-not-counted = That could not be read. Please write a name from the list and how much is done by now, e.g. “East School 12 rooms”, with a photo too.
refused-sites = That list could not be read. Please write a site and its number per line, e.g. “East School 14 rooms”, or send a table (xlsx, csv) with a column of names and one of numbers, { $most } sites at most.
refused-project-over = “{ $title }” has ended; nothing more is counted.

project-progress = { $parts ->
    [0] no list of sites yet
   *[other] { $sites_done } of { $sites } sites, { $parts_done } of { $parts }{ $has_unit ->
        [0] {" "}parts
       *[any] {" "}{ $unit }
    } done
}
project-head = 📘 <b>{ $title }</b> ({ $place })
    Progress: { project-progress }
    Lead: { $has_lead ->
        [0] not decided
       *[any] { $lead }
    } · Due: { $has_due_at ->
        [0] not decided
       *[any] { $due_at }{ $past_due_at ->
            [1] {" "}(late)
           *[0] {""}
        }
    } · Tickets: { $count }
project = Next look: { $review_at }
    { $parts ->
        [0] Reply to this message with the list, one site a line, e.g. “East School 14 rooms”, or send a table (xlsx, csv).
       *[other] Reply with what is done, e.g. “East School 12 rooms” (12 by now), “East School +3”, “East School all”, with a photo if you like.
    }
project-led = You lead it. Reply with what is done, e.g. “East School 12 rooms”, with a photo if you like.
project-review = 📅 Time to look at the progress. Anything new? Reply to this message, e.g. “East School 12 rooms”. Next look: { $review_at }.
project-done = 🎉 All done. The residents were told.
project-over = ✅ Complete.
project-closed-here = ⏹ Ended. What was not done is not counted any more.
project-rename-prompt = <a href="tg://user?id={ $presser_id }">{ $presser }</a>, please reply to this message with the new name of “{ $title }”.
project-close-preview = End “{ $title }”? { project-progress }{ $left ->
    [0] {""}
   *[other] , { $left } still to do
}.
    Nothing can be counted afterwards; the residents of { $count } tickets will be told.
project-closed = ⏹ “{ $title }” has ended: { project-progress }. Nothing needs to be counted any more.
project-reopened = ▶️ Ending “{ $title }” was a slip, it goes on: { project-progress }.
project-handlers = 📘 “{ $title }” { $how ->
    [done] is complete. Please look at the tickets below ({ $count }); if all is well, press “Done”
    [closed] has ended, what was not done will not be. Please go on with the tickets below ({ $count }) and press “Done” when there is a result
   *[reopened] goes on, ending it was a slip. The tickets below ({ $count }) can wait
}{ $more ->
    [0] {""}
   *[other] {" "}(some of them)
}:
project-handlers-line = { $number } { $category }, { $owner }
project-closed-told = “{ $title }”, which your { $number } belongs to, has ended: { project-progress }. If anything is still wrong at your place, just write to me.
project-reopened-told = That “{ $title }” has ended was a slip. Your { $number } goes on, and you will hear of it.
project-usage = Please write the title behind /project, for example: /project drinking water for 34 schools{ $count ->
    [0] {""}
   *[other] . Under way: { $count }. Press one to see its progress:
}
project-choose-lead = Who leads “{ $title }”?
project-choose-due = By when is “{ $title }” done?
project-sites = 📘 { $title }: { project-progress }
    Page { $page } of { $pages }, open ones first. Press a site to note how much is done:
project-site-line = { $ready ->
    [1] ✅
   *[0] ▫️
} { $site }: { $done }/{ $total } { $unit }{ $pictures ->
    [0] {""}
   *[other] {" "}· { $pictures } photos
}
project-site = { project-site-line }
    How much is done by now? Press it; to add a photo reply “{ $site } { $total } { $unit }” with it.
project-counted = Noted{ $picture ->
    [1] , photo kept
   *[0] {""}
}. “{ $title }”: { project-progress }
project-entered = { $count } sites received, { $new } of them new.
    “{ $title }”: { project-progress }
project-table-large = That table is too large. Please keep the names and numbers only and send it again.
project-table-noted = Got the table. It is being read; you will hear at once.
project-choose = Which project does { $number } belong to? The resident will hear how it goes: at half and when all is done.

project-linked = Your { $number } is part of the project “{ $title }”: { project-progress }. You will hear when half of it and when all of it is done.
project-half-told = “{ $title }”, which your { $number } belongs to, is half done: { project-progress }. I will tell you when all of it is done.
project-done-told = “{ $title }”, which your { $number } belongs to, is complete: { project-progress }. If something is still wrong at your place, just write to me.
