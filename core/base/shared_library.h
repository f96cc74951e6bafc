// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace assay::platform
{

/// A library that is loaded while the program runs, and stays loaded as long as the program does.
class SharedLibrary
{
public:
    /// Loads `file`, or, where it is a bare name, what the system has under it. False where that cannot be; see
    /// `error`.
    [[nodiscard]] bool load(const std::filesystem::path& file);

    /// The function of that name, as the type it is known to have; nullptr where there is none.
    template <class Function>
    [[nodiscard]] Function* function(const char* name) const
    {
        return reinterpret_cast<Function*>(address(name));
    }

    /// Why loading failed, in the system's words.
    [[nodiscard]] const std::string& error() const { return m_error; }

private:
    [[nodiscard]] void* address(const char* name) const;

    void* m_handle = nullptr;
    std::string m_error;
};

} // namespace assay::platform
