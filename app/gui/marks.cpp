// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/marks.h"

namespace assay
{

Symbol symbolOf(DeliveryState state)
{
    switch (state) {
    case DeliveryState::pass:
        return Symbol::pass;
    case DeliveryState::review:
        return Symbol::review;
    case DeliveryState::fail:
        return Symbol::fail;
    case DeliveryState::measured:
        return Symbol::fyi;
    case DeliveryState::notJudged:
        return Symbol::none;
    case DeliveryState::running:
        return Symbol::running;
    case DeliveryState::unreadable:
        return Symbol::review;
    }
    return Symbol::none;
}

QColor faded(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

} // namespace assay
