// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shared_library.h"

#include <fstream>

#ifndef _WIN32
#include <dlfcn.h>
#endif
#ifdef __linux__
#include <elf.h>
#endif

namespace assay::platform
{

#ifndef _WIN32

namespace
{

// The loader maps what a library's head promises; what the file lacks would kill the program when it is touched.
bool isCutShort([[maybe_unused]] const std::filesystem::path& file)
{
#ifdef __linux__
    Elf64_Ehdr head {};
    std::ifstream stream(file, std::ios::binary);
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error || !stream.read(reinterpret_cast<char*>(&head), sizeof head) || head.e_ident[EI_CLASS] != ELFCLASS64)
        return false; // not a file that we know: the loader says what it is
    return head.e_shoff > size || size - head.e_shoff < std::uintmax_t { head.e_shnum } * head.e_shentsize;
#else
    return false;
#endif
}

} // namespace

bool SharedLibrary::load(const std::filesystem::path& file)
{
    if (isCutShort(file)) {
        m_error = file.string() + ": its end is missing";
        return false;
    }
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
