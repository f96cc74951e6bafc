// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sample_format.h"

namespace assay
{

std::string_view nameOf(SampleFormat format)
{
    switch (format) {
    case SampleFormat::integer:
        return "integer";
    case SampleFormat::floating:
        return "float";
    case SampleFormat::coded:
        return "coded";
    }
    return "integer";
}

} // namespace assay
