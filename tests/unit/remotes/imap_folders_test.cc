// SPDX-License-Identifier: MPL-2.0

#include "remotes/imap_folders.h"

#include <gtest/gtest.h>

namespace candour::remotes {
namespace {

ListedFolder folder(std::string shown, std::vector<std::string> attributes = {}) {
  return {shown, shown, "/", std::move(attributes)};
}

std::string found(FolderRole role, const std::vector<ListedFolder>& folders,
                  std::string_view wanted = "") {
  const auto* chosen = folder_for(role, folders, wanted);
  return chosen == nullptr ? "none" : chosen->shown;
}

TEST(FolderFor, GoesByTheSpecialUseWhateverTheName) {
  const std::vector folders{folder("INBOX"), folder("Sent"), folder("Post", {"\\sent"})};
  EXPECT_EQ(found(FolderRole::sent, folders), "Post");
}

TEST(FolderFor, KnowsNamesInManyLanguages) {
  for (const auto* name : {"Sent", "SENT ITEMS", "INBOX/Sent", "[Gmail]/Sent Mail",
                           "Eitemau a Anfonwyd", "Gesendete Objekte", "ÉLÉMENTS ENVOYÉS"})
    EXPECT_EQ(found(FolderRole::sent, {folder("INBOX"), folder("Old"), folder(name)}), name);
  for (const auto* name : {"drafts", "INBOX/Drafts", "Drafftiau", "Entwürfe", "Brouillons"})
    EXPECT_EQ(found(FolderRole::drafts, {folder("INBOX"), folder(name)}), name);
}

TEST(FolderFor, LeavesArchivesAndContainersAlone) {
  EXPECT_EQ(found(FolderRole::sent, {folder("Archive/2019/Sent"), folder("Archive/Sent"),
                                     folder("Sent", {"\\Noselect"})}),
            "none");
}

TEST(FolderFor, TakesTheNameThatTheAdminWrote) {
  const std::vector folders{folder("Sent", {"\\Sent"}), folder("Clerk's sent")};
  EXPECT_EQ(found(FolderRole::sent, folders, "Clerk's sent"), "Clerk's sent");
  EXPECT_EQ(found(FolderRole::sent, folders, "Gone"), "none");
}

TEST(FolderFor, FindsTheInboxInWhateverCase) {
  EXPECT_EQ(found(FolderRole::inbox, {folder("Archive"), folder("Inbox")}), "Inbox");
}

TEST(ShownFolderName, ReadsModifiedUtf7) {
  EXPECT_EQ(shown_folder_name("&AMk-l&AOk-ments envoy&AOk-s"), "Éléments envoyés");
  EXPECT_EQ(shown_folder_name("Planning &- Highways"), "Planning & Highways");
  EXPECT_EQ(shown_folder_name("&2D3eAA-"), "😀");
  EXPECT_EQ(shown_folder_name("~peter/mail/&U,BTFw-/&ZeVnLIqe-"), "~peter/mail/台北/日本語");
}

TEST(ShownFolderName, LeavesWhatIsNoModifiedUtf7) {
  for (const auto* name : {"A & B", "&", "&!-", "Größe"}) EXPECT_EQ(shown_folder_name(name), name);
}

TEST(QuotedImap, RefusesWhatWouldEndTheCommand) {
  EXPECT_EQ(quoted_imap("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_FALSE(quoted_imap("a\r\nc2 DELETE INBOX"));
}

TEST(ImapSet, JoinsNeighbours) {
  EXPECT_EQ(imap_set({1, 2, 3, 7, 9, 10}), "1:3,7,9:10");
  EXPECT_EQ(imap_set({4294967295u}), "4294967295");
}

}  // namespace
}  // namespace candour::remotes
