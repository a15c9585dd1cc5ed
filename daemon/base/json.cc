// SPDX-License-Identifier: MPL-2.0
//
// Boost.JSON's own code, compiled once; everybody else includes <boost/json.hpp> alone.

#include <boost/json/src.hpp>
