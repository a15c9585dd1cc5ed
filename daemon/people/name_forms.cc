// SPDX-License-Identifier: MPL-2.0
//
// The short and other forms that forenames go by, English and Welsh.

#include <algorithm>

#include "base/text.h"
#include "people/person_name.h"

namespace candour::people {

namespace {

// What stands in one row is one name; folded. A form may stand in several rows ("alex").
constexpr std::string_view name_forms[] = {
    "abigail abi abby gail",
    "alan allan allen al",
    "albert al bert bertie",
    "alexander alex alec sandy xander sasha",
    "alexandra alex sandra sandy lexi",
    "alfred alf alfie fred",
    "alison ali allison",
    "amanda mandy",
    "andrew andy drew",
    "angela angie ange",
    "anne ann anna annie nan",
    "anthony tony antony",
    "arthur art artie",
    "barbara barb babs",
    "benjamin ben benny",
    "bernard bernie",
    "beverley bev beverly",
    "bronwen bron",
    "catherine cath cathy kate katie kathy katherine kathryn kay kitty catrin cat kat",
    "charles charlie chas chuck",
    "charlotte charlie lottie",
    "christine chris chrissie tina christina",
    "christopher chris kit topher",
    "clifford cliff",
    "colin col",
    "daniel dan danny",
    "david dave davey dai dafydd dewi",
    "deborah deb debbie debra",
    "dennis den denis",
    "derek del derrick",
    "desmond des",
    "donald don donny",
    "dorothy dot dottie dolly",
    "douglas doug dougie",
    "edward ed eddie ted teddy ned",
    "edwin ed eddie",
    "eileen ei aileen",
    "eleanor ellie nell elly",
    "elizabeth liz lizzie beth betty eliza libby bess betsy lisa elspeth elisabeth",
    "emily em emmy",
    "ernest ernie",
    "florence flo flossie",
    "frances fran frankie",
    "francis frank frankie",
    "frederick fred freddie freddy",
    "gareth gaz garry",
    "geoffrey geoff jeff jeffrey",
    "george georgie",
    "gerald gerry jerry",
    "gillian gill jill jilly",
    "graham graeme grahame",
    "gregory greg",
    "gwendolen gwen gwenllian",
    "harold harry hal",
    "henry harry hal hari",
    "irene rene",
    "jacqueline jackie jacqui",
    "james jim jimmy jamie jem",
    "jane janie",
    "janet jan",
    "jennifer jen jenny jenni",
    "jeremy jerry jem",
    "joanna jo joanne",
    "john jack johnny jon ieuan ioan sion",
    "jonathan jon jonny jonathon",
    "joseph joe joey",
    "josephine jo josie",
    "judith judy jude",
    "kenneth ken kenny",
    "kimberley kim",
    "lawrence larry laurie laurence",
    "leonard len lenny",
    "lesley les leslie",
    "louise lou",
    "margaret maggie meg peggy marge madge mags megan greta rita",
    "marjorie marge",
    "matthew matt",
    "michael mike mick mickey mikey",
    "nicholas nick nicky nicolas",
    "nicola nicky nikki nic",
    "norman norm",
    "pamela pam",
    "patricia pat trish tricia patsy",
    "patrick pat paddy",
    "peter pete",
    "philip phil phillip pip",
    "raymond ray",
    "rebecca becky becca bex",
    "richard rich rick ricky dick richie",
    "robert bob bobby rob robbie bert robin",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "russell russ",
    "samantha sam",
    "samuel sam sammy",
    "sarah sally sara",
    "stephen steve steven stevie",
    "stuart stewart stu",
    "susan sue susie suzanne susanne suzie",
    "terence terry terrence",
    "theresa terry tess teresa",
    "thomas tom tommy",
    "timothy tim",
    "valerie val",
    "victoria vicky vicki tori",
    "william bill billy will willy liam gwilym wil",
};

bool has_word(std::string_view row, std::string_view word) {
  const auto forms = base::split(row, ' ');
  return std::find(forms.begin(), forms.end(), word) != forms.end();
}

}  // namespace

bool are_forms_of_one_name(std::string_view a, std::string_view b) {
  return std::any_of(std::begin(name_forms), std::end(name_forms),
                     [&](std::string_view row) { return has_word(row, a) && has_word(row, b); });
}

}  // namespace candour::people
