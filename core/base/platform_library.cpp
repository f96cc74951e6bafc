// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shared_library.h"

#ifndef _WIN32
#include <dlfcn.h>
#endif

namespace assay::platform
{

#ifndef _WIN32

bool SharedLibrary::load(const std::filesystem::path& file)
{
    m_handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (m_handle == nullptr)
        m_error = dlerror();
    return m_handle != nullptr;
}

void* SharedLibrary::address(const char* name) const
{
    return m_handle == nullptr ? nullptr : dlsym(m_handle, name);
}

#else

bool SharedLibrary::load(const std::filesystem::path&)
{
    m_error = "libraries are not loaded on this system";
    return false;
}

void* SharedLibrary::address(const char*) const
{
    return nullptr;
}

#endif

} // namespace assay::platform
